package ceres.cli;

import ceres.web.Site;
import java.util.LinkedHashMap;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "The web site and REST API of an archive, until Ctrl-C.", footer = {
    "  ceres serve                              for this machine only, http://localhost:8080/",
    "  ceres serve --host 0.0.0.0 --port 80     for every reader that reaches this machine"})
final class ServeCommand extends Verb {
    @Option(names = "--port", paramLabel = "PORT", description = "port to listen on, 0 for any free one (default: 8080)")
    int port = 8080;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "address to listen on; 0.0.0.0 lets other machines in (default: 127.0.0.1)")
    String host = "127.0.0.1";

    @Mixin
    ArchiveOptions archive;

    @Override
    public Integer call() throws InterruptedException {
        var opened = archive.open();
        Site site;
        try {
            site = Site.start(opened, host, port);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            site.close();
            opened.close();
        }, "shutdown"));
        announce(site, opened);
        new CountDownLatch(1).await();
        return 0;
    }

    private void announce(Site site, ceres.archive.Archive opened) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("address", site.address());
        answer.put("data", opened.folder().toString());
        answer.put("entries", opened.results().counts().entries());
        if (json) console.printJson(answer);
        else
            console.out().printf("%s   (%d entries in %s; Ctrl-C ends)%n", site.address(), answer.get("entries"),
                    opened.folder());
        console.out().flush();
    }
}
