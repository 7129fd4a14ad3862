package io.oomtrace.fork.foreign;

import io.oomtrace.fork.Jdk;
import io.oomtrace.fork.OnEachJdk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** JRuby, which makes classes at run time, running a script that ends with an exit code of its own. */
class JRubyIT {
    private static final String WORDS = """
            require 'set'
            $stdout.sync = true
            puts 'ready'
            $stdin.gets

            Word = Struct.new(:text, :count)
            $index = Hash.new { |words, text| words[text] = Word.new(text, 0) }
            30_000.times { |i| $index["word#{i * i % 1999}"].count += 1 }
            puts $index.values.sort_by { |word| [-word.count, word.text] }.first(5).map { |word| word.to_a.inspect }
            primes = (2..3_000).select { |n| (2..Math.sqrt(n)).none? { |d| (n % d).zero? } }
            puts primes.size, primes.to_set.include?(2_999)
            warn 'a warning of the script'

            puts 'done'
            $stdin.gets
            exit 3
            """;

    @OnEachJdk
    @Execution(ExecutionMode.CONCURRENT)
    void runsAScriptAsWithoutTheAgent(Jdk jdk) {
        new ForeignProgram(
                        "jruby",
                        "org.jruby.",
                        Map.of("words.rb", WORDS),
                        "430",
                        3,
                        "org.jruby.Main",
                        List.of("words.rb"))
                .behavesTheSame(jdk);
    }
}
