package vn.motcua.checking.reading;

import java.util.List;

/// Running text that may span several lines; knows the line of each character.
public record Paragraph(String text, List<Integer> starts, List<Place> places) {
    public Paragraph {
        starts = List.copyOf(starts);
        places = List.copyOf(places);
    }

    public Place placeAt(int offset) {
        int found = 0;
        for (int i = 0; i < starts.size(); i++) {
            if (starts.get(i) <= offset) {
                found = i;
            }
        }
        return places.get(found);
    }
}
