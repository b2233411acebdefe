package vn.motcua.checking;

import org.springframework.http.HttpStatus;
import vn.motcua.common.Problem;

/// What a file that cannot be checked is answered with.
final class Refusals {
    private Refusals() {}

    static Problem of(String file, UnreadableFile refused) {
        String why = refused.explanation();
        return switch (refused.reason()) {
            case EMPTY -> Problem.unprocessable("checking.empty", file, why);
            case ENCRYPTED -> Problem.unprocessable("checking.encrypted", file, why);
            case NO_TEXT -> Problem.unprocessable("checking.no-text", file, why);
            case MISSING, DAMAGED -> Problem.unprocessable("checking.damaged", file, why);
            case TOO_LARGE ->
                    Problem.of(HttpStatus.CONTENT_TOO_LARGE, "checking.too-large", file, why);
            case OLD_ENCODING -> Problem.unprocessable("checking.old-encoding", file, why);
            case FALSE_TYPE ->
                    Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "checking.false-type", file, why);
            case UNKNOWN_TYPE ->
                    Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "checking.unknown-type", file, why);
        };
    }
}
