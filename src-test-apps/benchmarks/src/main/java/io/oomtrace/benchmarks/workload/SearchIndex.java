package io.oomtrace.benchmarks.workload;

import java.io.IOException;
import java.util.SplittableRandom;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Lucene indexes texts in memory and searches them: large arrays that live for a while, and hot loops without
 * garbage.
 */
final class SearchIndex implements Workload {
    private static final int DOCUMENTS = 2_000;
    private static final int WORDS = 80;
    private static final int VOCABULARY = 20_000;
    private static final int QUERIES = 1_000;
    private static final int HITS = 20;

    @Override
    public long iterate() throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            index(directory);
            return search(directory);
        }
    }

    private static void index(ByteBuffersDirectory directory) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        IndexWriterConfig config =
                new IndexWriterConfig(new StandardAnalyzer()).setMergeScheduler(new SerialMergeScheduler());
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                StringBuilder text = new StringBuilder();
                for (int word = 0; word < WORDS; word++) {
                    text.append(word(random)).append(' ');
                }
                Document document = new Document();
                document.add(new StringField("id", Integer.toString(i), Field.Store.YES));
                document.add(new TextField("text", text.toString(), Field.Store.YES));
                writer.addDocument(document);
            }
        }
    }

    private static long search(ByteBuffersDirectory directory) throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        long sum = 0;
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (int i = 0; i < QUERIES; i++) {
                BooleanQuery query = new BooleanQuery.Builder()
                        .add(new TermQuery(new Term("text", word(random))), BooleanClause.Occur.SHOULD)
                        .add(new TermQuery(new Term("text", word(random))), BooleanClause.Occur.SHOULD)
                        .build();
                for (ScoreDoc hit : searcher.search(query, HITS).scoreDocs) {
                    sum += searcher.storedFields().document(hit.doc).get("id").hashCode();
                }
            }
        }
        return sum;
    }

    /** Frequent words are far more frequent than rare ones. */
    private static String word(SplittableRandom random) {
        double skewed = random.nextDouble() * random.nextDouble() * random.nextDouble();
        return "word" + (int) (VOCABULARY * skewed);
    }
}
