package io.oomtrace.incidents.parse;

import java.io.IOException;

/**
 * A web backend that reads all its data when it starts and keeps it.
 *
 * <p>One thread loads at a time; any thread may ask, also while data is loaded again.
 */
final class Backend {
    /** The report's backend kept its data in module globals. */
    private static volatile DataTree tree;

    private static volatile Models models;
    private static volatile PhrasesDict phrases;

    private final double scale;

    /** @param scale 1 keeps about 93 MB, 1.9 what the report shows */
    Backend(double scale) {
        this.scale = scale;
    }

    /** Reads everything, and forgets what was read before. */
    synchronized void load() throws IOException {
        tree = null;
        models = null;
        phrases = null;
        try (GeneratedData data = GeneratedData.write(scale)) {
            tree = TextFormat.parse(data.tree(), new DataTree("root", "")); // calls culprit #1
            models = loadModels(data);
            phrases = PhrasesDict.load(data.phrases());
        }
        TemplateWarmup.render((int) Math.max(1, 25_000 * scale));
    }

    /** What the page shows: sizes, and one value looked up in each, so that all of it is used. */
    String page() {
        DataTree tree = Backend.tree;
        Models models = Backend.models;
        PhrasesDict phrases = Backend.phrases;
        if (tree == null || models == null || phrases == null) {
            return "loading";
        }
        return "nodes=" + tree.size() + " models=" + models.size() + " model_chars=" + models.length() + " phrases="
                + phrases.size() + " record-0=\"" + tree.valueOf("record-0") + "\" phrase-0=\""
                + phrases.read("phrase-0") + "\"";
    }

    private static Models loadModels(GeneratedData data) throws IOException {
        Models models = new Models();
        for (int model = 0; model < data.models(); model++) {
            models.load("model-" + model, data.modelParts(model));
        }
        return models;
    }
}
