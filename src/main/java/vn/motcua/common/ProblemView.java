package vn.motcua.common;

import java.util.List;

record ProblemView(int status, String title, List<InputError> errors) {}
