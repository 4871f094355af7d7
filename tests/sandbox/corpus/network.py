"""Talking to anybody."""

from tests.sandbox.corpus import Hostile, stopped, tried

NETWORK: tuple[Hostile, ...] = (
    stopped("tcp", "import socket; socket.create_connection(('127.0.0.1', $tcp), 0.2)", "network"),
    stopped("tcp_six", "import socket; socket.socket(socket.AF_INET6).connect(('::1', $tcp))"),
    stopped(
        "udp",
        "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', $udp))",
        "network",
    ),
    stopped("unix_path", "import socket; socket.socket(socket.AF_UNIX).connect('$folder/door')", "network"),
    stopped(
        "unix_abstract", "import socket; socket.socket(socket.AF_UNIX).connect('\\0$abstract')", "network"
    ),
    tried("listen", "import socket; got_out(socket.create_server(('127.0.0.1', 0)).fileno())", "says"),
    tried("raw_socket", "import socket; got_out(socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).fileno())"),
    tried("netlink", "import socket; got_out(socket.socket(16, socket.SOCK_RAW, 0).fileno())", "says"),
    tried("vsock", "import socket; got_out(socket.socket(40, socket.SOCK_STREAM).fileno())"),
    tried("socket_pair", "import socket; got_out(socket.socketpair()[0].fileno())", "says"),
    tried("names", "import socket; got_out(socket.getaddrinfo('localhost', 80))"),
    tried(
        "send_a_descriptor",
        "import socket; s = socket.socket(fileno=3); socket.send_fds(s, [b'x'], [1]); got_out(1); s.detach()",
    ),
    tried(
        "speak_through_its_socket",
        "import socket\ns = socket.socket(fileno=3)\n"
        "for way in (lambda: s.send(b'x'), lambda: s.recv(1), lambda: s.setsockopt(1, 8, 1 << 24) or 1,\n"
        "            lambda: s.shutdown(2) or 1, lambda: s.getsockopt(1, 17, 12), lambda: s.recvmsg(1, 999)):\n"
        "    try: got_out(bool(way()))\n    except OSError: pass\ns.detach()",
    ),
    tried("send_a_file", "got_out(os.sendfile(1, 0, 0, 1)); got_out(os.splice(3, 1, 1))"),
    tried("a_larger_pipe", "import fcntl; got_out(fcntl.fcntl(1, 1031, 1 << 20))"),
    tried("another_name_for_a_descriptor", "import fcntl; got_out(fcntl.fcntl(3, fcntl.F_DUPFD, 0))"),
    tried("reach_the_tutor_by_its_socket", "import socket\ngot_out(socket.socket(fileno=3).getpeername())"),
)
