package io.oomtrace.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar this runs from. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"oomtrace " + (version == null ? "(not from a jar)" : version)};
    }
}
