package io.oomtrace.incidents.parse;

/**
 * Renders pages once at start and throws them away: more bytes allocated than any other line, and none of them live.
 */
final class TemplateWarmup {
    private static final int PAGE_BYTES = 16 * 1024;

    private TemplateWarmup() {}

    /** Returns a checksum, so that the pages are really made. */
    static int render(int pages) {
        int checksum = 0;
        for (int page = 0; page < pages; page++) {
            byte[] rendered = new byte[PAGE_BYTES]; // garbage: parse-at-startup
            for (int i = page % 64; i < rendered.length; i += 64) {
                rendered[i] = (byte) (page + i);
                checksum = checksum * 31 + rendered[i];
            }
        }
        return checksum;
    }
}
