"""moto's server on a free loopback port, for as long as the parent process lives."""

import logging
import os
import signal
import threading

from moto.server import ThreadedMotoServer

SECONDS_BETWEEN_LOOKS = 0.5


def main() -> None:
    parent = os.getppid()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        print(f"http://{host}:{port}", flush=True)
        while os.getppid() == parent and not stopped.wait(SECONDS_BETWEEN_LOOKS):
            pass
    finally:
        server.stop()


if __name__ == "__main__":
    main()
