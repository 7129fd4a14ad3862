"""The parent program of innocent-jvm: it holds the memory, while its child, a Java tool, gets the blame.

usage: parent.py APK_PORT THREADS TOOL...

Starts the Java tool, then downloads the APK whole into memory in each thread and forwards it to the tool, which
answers only when the installation is done: never, here. Prints "tool PID", a line for each thread and "holding".
Ends when its standard input does, and ends the tool first; the tool ends when this process dies.
"""

import http.client
import os
import signal
import subprocess
import sys
import threading

out = threading.Lock()


def say(line):
    with out:
        print(line, flush=True)


def device(number, apk_port, tool_port, sent):
    apk_server = http.client.HTTPConnection("127.0.0.1", apk_port)
    apk_server.request("GET", "/app.apk")
    apk = apk_server.getresponse().read()  # culprit: innocent-jvm
    tool = http.client.HTTPConnection("127.0.0.1", tool_port)
    tool.request("POST", "/install", body=apk, headers={"Device": str(number)})
    say(f"device {number} +{len(apk) >> 20} MB")
    sent.release()
    try:
        tool.getresponse().read()
    except OSError:
        pass  # The tool ended before the installation did.


def main():
    # Ctrl-C reaches the whole process group; the launcher ends us by closing our standard input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    apk_port, threads = int(sys.argv[1]), int(sys.argv[2])
    tool = subprocess.Popen(sys.argv[3:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    say(f"tool {tool.pid}")
    tool_port = int(tool.stdout.readline().split()[1])

    sent = threading.Semaphore(0)
    for number in range(1, threads + 1):
        threading.Thread(target=device, args=(number, apk_port, tool_port, sent), daemon=True).start()
    threading.Thread(target=announce, args=(threads, sent), daemon=True).start()

    sys.stdin.buffer.read()
    tool.stdin.close()
    try:
        tool.wait(timeout=5)
    except subprocess.TimeoutExpired:
        tool.kill()
        tool.wait()
    os._exit(0)  # The device threads still wait for their answers.


def announce(threads, sent):
    for _ in range(threads):
        sent.acquire()
    say("holding")


if __name__ == "__main__":
    main()
