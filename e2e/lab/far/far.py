"""The protocol of the programs in this folder with ../run/agent.mjs: one JSON object per line,
{id, fn, args} in, {id, result} or {id, error} out."""
import json
import sys
import time


def epoch_ms():
    return time.time() * 1000


def serve(version, open_end):
    """Serves one end until stdin ends. open_end(plan) makes it; its methods are those of ../page/end.mjs that the faults in use call."""
    end = None

    def answer(fn, args):
        nonlocal end
        if fn == "open":
            end = open_end(args[1])
        elif fn == "call":
            return getattr(end, args[1])(*args[2:])
        elif fn == "dump":
            return json.dumps({"lines": [], "tracks": [], "late": {"page": [], "reader": []}})

    write({"id": 0, "result": version})
    for line in sys.stdin:
        message = json.loads(line)
        try:
            write({"id": message["id"], "result": answer(message["fn"], message["args"])})
        except Exception as error:
            write({"id": message["id"], "error": f"{type(error).__name__}: {error}"})


def write(message):
    print(json.dumps(message), flush=True)


class FarEnd:
    """The parts of an end that need no media: this end sees nothing, so it records nothing."""

    def __init__(self, plan):
        self.sound_hertz = plan["hertz"]
        self.picture = plan["sends"][0]
        self.codec = plan["codec"]
        self.habits = plan.get("habits") or {}

    def prepareCall(self):
        pass

    def poll(self, period_ms):
        pass

    def stopPolling(self):
        pass

    def setEncoding(self, members, n):
        return self.replaceTrack(members["active"], n)
