package vn.motcua.checking.reading;

import java.util.List;
import java.util.regex.Pattern;

/// Tells Vietnamese written with the fonts from before Unicode, whose letters only look right in
/// their own font.
final class OldEncoding {
    private static final int SAMPLE = 200_000;
    private static final Pattern UNICODE =
            Pattern.compile("[ăĂđĐơƠưƯ\\u1ea0-\\u1ef9\\u0300\\u0301\\u0303\\u0309\\u0323]");
    private static final Pattern TCVN3 =
            Pattern.compile("®(?=\\p{L}|[µ¸¶·¹¨»¾¼½©ª«¬­])|(?<=\\p{L})[µ¸¶·¹¨»¾¼½©ª«¬](?!\\d)");
    private static final Pattern VNI =
            Pattern.compile(
                    "[aeAEâê][ùøûõïâêáàåäéèúüëÙØÛÕÏÂÊÁÀÅÄÉÈÚÜË]|[oôöuOÔÖUyY][ùøûõïâôÙØÛÕÏÂ]|ñ(?=[aeiouyö])");

    private OldEncoding() {}

    static boolean writes(List<Line> lines) {
        StringBuilder sample = new StringBuilder();
        for (Line line : lines) {
            if (sample.length() > SAMPLE) {
                break;
            }
            sample.append(line.text()).append('\n');
        }
        return writes(sample.toString());
    }

    static boolean writes(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long unicode = UNICODE.matcher(text).results().limit(SAMPLE).count();
        if (letters == 0 || unicode * 50 > letters) {
            return false;
        }
        long old =
                Math.max(
                        TCVN3.matcher(text).results().count(), VNI.matcher(text).results().count());
        return old >= 5 && old * 25 > letters;
    }
}
