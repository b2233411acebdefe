package vn.motcua.dossier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Sends rows in PostgreSQL's binary COPY format, block by block. Closed without `finish`, nothing
/// is stored.
final class CopyRows implements AutoCloseable {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
    };
    private static final int BLOCK = 1 << 16;
    private static final int WIDEST_FIXED = 12;
    private static final long EPOCH = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private final CopyIn copy;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

    CopyRows(PGConnection connection, String statement) throws SQLException {
        copy = connection.getCopyAPI().copyIn(statement);
        block.put(SIGNATURE).putInt(0).putInt(0);
    }

    CopyRows begin(int columns) throws SQLException {
        room(2).putShort((short) columns);
        return this;
    }

    CopyRows nothing() throws SQLException {
        room(4).putInt(-1);
        return this;
    }

    CopyRows bigint(long value) throws SQLException {
        room(WIDEST_FIXED).putInt(8).putLong(value);
        return this;
    }

    CopyRows integer(int value) throws SQLException {
        room(WIDEST_FIXED).putInt(4).putInt(value);
        return this;
    }

    CopyRows flag(boolean value) throws SQLException {
        room(WIDEST_FIXED).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /// A value of the one-byte type `"char"`.
    CopyRows letter(char value) throws SQLException {
        room(WIDEST_FIXED).putInt(1).put((byte) value);
        return this;
    }

    CopyRows moment(@Nullable Instant value) throws SQLException {
        return value == null
                ? nothing()
                : bigint((value.getEpochSecond() - EPOCH) * 1_000_000 + value.getNano() / 1_000);
    }

    CopyRows text(String value) throws SQLException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        room(4).putInt(bytes.length);
        if (bytes.length > BLOCK) {
            flush();
            copy.writeToCopy(bytes, 0, bytes.length);
        } else {
            room(bytes.length).put(bytes);
        }
        return this;
    }

    void finish() throws SQLException {
        room(2).putShort((short) -1);
        flush();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private ByteBuffer room(int bytes) throws SQLException {
        if (block.remaining() < bytes) {
            flush();
        }
        return block;
    }

    private void flush() throws SQLException {
        copy.writeToCopy(block.array(), 0, block.position());
        block.clear();
    }
}
