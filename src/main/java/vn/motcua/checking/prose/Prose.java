package vn.motcua.checking.prose;

import java.util.ArrayList;
import java.util.List;
import vn.motcua.checking.claim.Claims;
import vn.motcua.checking.claim.Quantity;
import vn.motcua.checking.reading.Document;
import vn.motcua.checking.reading.Paragraphs;

/// The running text of a report and what its sentences claim.
public final class Prose {
    private final List<Passage> passages;

    private Prose(List<Passage> passages) {
        this.passages = passages;
    }

    public static Prose of(Document document) {
        return new Prose(Paragraphs.of(document).stream().map(Passage::new).toList());
    }

    public int figures() {
        return passages.stream().mapToInt(p -> p.figures().size()).sum();
    }

    /// What the figures of the text count, in their order.
    public List<Quantity> quantities() {
        List<Quantity> all = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            all.addAll(Quantities.of(passages.get(i), i));
        }
        return all;
    }

    public void find(Claims claims) {
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = passages.get(i);
            if (passage.figures().isEmpty()) {
                continue;
            }
            Ratios.find(passage, claims);
            Changes.find(passage, claims);
            Sums.find(passages, i, claims);
            Shares.find(passage, claims);
            Movements.find(passage, claims);
            Sums.findOverLines(passages, i, claims);
            Ratios.findLoose(passage, claims);
            Listings.find(passage, claims);
            Numerals.find(passage, claims);
        }
    }
}
