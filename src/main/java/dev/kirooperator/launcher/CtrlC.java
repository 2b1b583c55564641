package dev.kirooperator.launcher;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C into an interrupt of the thread that works, and keeps the JVM alive until that thread has cleaned up. */
final class CtrlC {

    private static final Duration CLEAN_UP_LIMIT = Duration.ofMinutes(2);

    private final Thread worker;
    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private boolean working = true;
    private boolean pressed;

    private CtrlC(Thread worker) {
        this.worker = worker;
    }

    /** Lets the calling thread be interrupted by Ctrl-C, SIGTERM and SIGHUP. */
    static CtrlC interruptsThisThread() {
        CtrlC result = new CtrlC(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(result::press, "ctrl-c"));
        return result;
    }

    /** From here on the thread is not interrupted: it cleans up. Says whether Ctrl-C was pressed before. */
    synchronized boolean cleaningUp() {
        working = false;
        Thread.interrupted();
        return pressed;
    }

    /** Lets the JVM go. */
    void cleanedUp() {
        cleanedUp.countDown();
    }

    private void press() {
        synchronized (this) {
            pressed = true;
            if (working) {
                worker.interrupt();
            }
        }
        try {
            cleanedUp.await(CLEAN_UP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
