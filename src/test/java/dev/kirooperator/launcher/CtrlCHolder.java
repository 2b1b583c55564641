package dev.kirooperator.launcher;

import java.util.concurrent.CountDownLatch;

/** Works until it is interrupted, cleans up, and says what it does; as the sandbox does. */
final class CtrlCHolder {

    private CtrlCHolder() {}

    /** With an argument it is done with its work at once, and is at its cleaning up when the signal comes. */
    public static void main(String[] arguments) {
        CtrlC ctrlC = CtrlC.interruptsThisThread();
        String end = "done";
        try {
            if (arguments.length == 0) {
                System.out.println("working");
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException e) {
            end = "interrupted";
        }
        boolean pressed = ctrlC.cleaningUp();
        System.out.println("cleaning up, pressed: " + pressed + ", interrupted: " + Thread.interrupted());
        if (arguments.length > 0) {
            awaitHook();
        }
        System.out.println(end + ", interrupted: " + Thread.interrupted());
        ctrlC.cleanedUp();
    }

    /** Until the signal's hook is there to wait for the end of the cleaning up. */
    private static void awaitHook() {
        while (Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("ctrl-c"))) {
            Thread.onSpinWait();
        }
    }
}
