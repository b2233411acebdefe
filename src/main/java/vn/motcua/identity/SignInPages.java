package vn.motcua.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class SignInPages {
    record SignInView(@Nullable String message, boolean error, String organization) {}

    private final String organization;

    SignInPages(@Value("${motcua.organization-name:}") String organization) {
        this.organization = organization;
    }

    @GetMapping("/dang-nhap")
    String signIn(HttpServletRequest request, Model model) {
        SignInView view;
        if (request.getParameter("sai") != null) {
            view =
                    new SignInView(
                            "Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại.",
                            true,
                            organization);
        } else if (request.getParameter("khoa") != null) {
            view =
                    new SignInView(
                            "Tài khoản tạm khóa "
                                    + PasswordSignIn.LOCK_MINUTES
                                    + " phút vì nhập sai nhiều lần. Hãy chờ hoặc liên hệ quản trị.",
                            true,
                            organization);
        } else if (request.getParameter("het") != null) {
            view =
                    new SignInView(
                            "Phiên làm việc đã hết hoặc tài khoản đã bị khóa. Hãy đăng nhập lại.",
                            true,
                            organization);
        } else if (request.getParameter("ra") != null) {
            view = new SignInView("Bạn đã đăng xuất.", false, organization);
        } else {
            view = new SignInView(null, false, organization);
        }
        model.addAttribute("view", view);
        return "identity/signIn";
    }
}
