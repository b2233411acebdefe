package vn.motcua.checking;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/checks")
class CheckingApi {
    private final Checking checking;

    CheckingApi(Checking checking) {
        this.checking = checking;
    }

    /// Checks one or more files, each a part named `file`; the JSON of `motcua check`.
    @PostMapping(
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    String check(@RequestPart("file") List<MultipartFile> files) throws IOException {
        List<CheckedFile> checked = new ArrayList<>();
        for (MultipartFile file : files) {
            String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
            try (var content = file.getInputStream()) {
                checked.add(checking.check(name, content));
            } catch (UnreadableFile e) {
                throw Refusals.of(name, e);
            }
        }
        return JsonOutput.of(checked);
    }
}
