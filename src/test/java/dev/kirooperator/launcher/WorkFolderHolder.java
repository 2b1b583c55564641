package dev.kirooperator.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Makes a work folder, says where, and never ends by itself. */
final class WorkFolderHolder {

    private WorkFolderHolder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (WorkFolder folder = WorkFolder.create(Path.of(arguments[0]))) {
            System.out.println(folder.path());
            new CountDownLatch(1).await();
        }
    }
}
