// ircabuse: clients that behave badly, until ended. Each kind is one way to hurt a chat server; bench/abuse runs them
// beside an honest pair.
//   ircabuse flood|stall|nicks|deaf|rst|open N --port P [--seconds S]
#include "rig.h"

static conn_t *C;
static int N = 200;
static double secs = 10;
static uint64_t did;
static char rbuf[1 << 16];

enum { NEW, REG, UP };
typedef struct { const char *name; void (*start)(conn_t *c); void (*turn)(conn_t *c); bool reads, again; } kind_t;

static void greet(conn_t *c) { conn_printf(c, "NICK A%05x\r\nUSER a 0 * :abuse\r\n", c->id); }

// flood: a message as soon as the socket takes one, to a room that all are in
static void flood_start(conn_t *c) { greet(c); conn_printf(c, "JOIN #flood%u\r\n", c->id % 20); }
static void flood_turn(conn_t *c) {
    if (c->olen > 4096) return;                 // the server pushes back: what it will not read is not made
    for (int i = 0; i < 16; i++, did++) conn_printf(c, "PRIVMSG #flood%u :as fast as it goes %llu\r\n", c->id % 20, (unsigned long long)did);
}

// stall: half a registration, then a byte now and then (slowloris)
static void stall_start(conn_t *c) { conn_printf(c, "NICK S%05x\r\nUSER st", c->id); c->t0 = now_ns(); }
static void stall_turn(conn_t *c) {
    if (now_ns() - c->t0 < 2000000000ull) return;
    c->t0 = now_ns();
    conn_send(c, "a", 1);
    did++;
}

// nicks: a new nick and a room in and out, all seen by everybody in the room
static void nicks_start(conn_t *c) { greet(c); conn_printf(c, "JOIN #storm\r\n"); }
static void nicks_turn(conn_t *c) {
    if (c->olen > 512) return;
    did++;
    conn_printf(c, "NICK A%05x%llx\r\nJOIN #s%u\r\nPART #s%u\r\n", c->id, (unsigned long long)(did & 0xffff), (unsigned)(did % 50), (unsigned)(did % 50));
}

// deaf: in a busy room and never reading; every tenth talks
static void deaf_start(conn_t *c) {
    int small = 4096;
    setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    greet(c);
    conn_printf(c, "JOIN #deaf\r\n");
}
static void deaf_turn(conn_t *c) {
    if (c->id % 10 || c->olen > 4096) return;
    for (int i = 0; i < 8; i++, did++)
        conn_printf(c, "PRIVMSG #deaf :%0300llu\r\n", (unsigned long long)did);
}

// rst: connect, half a line, reset, again
static void rst_start(conn_t *c) { conn_printf(c, "NICK R%05x\r\nUSER r 0 * ", c->id); }
static void rst_turn(conn_t *c) {
    struct linger hard = {1, 0};
    setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    conn_close(c);
    did++;
}

// open: connections and nothing else, opened again when they are closed
static void open_start(conn_t *c) { (void)c; did++; }
static void open_turn(conn_t *c) { (void)c; }

static const kind_t kinds[] = {
    {"flood", flood_start, flood_turn, true, true}, {"stall", stall_start, stall_turn, true, true},
    {"nicks", nicks_start, nicks_turn, true, true}, {"deaf", deaf_start, deaf_turn, false, true},
    {"rst", rst_start, rst_turn, true, true},       {"open", open_start, open_turn, true, true},
};

static void reopen(conn_t *c, const kind_t *k) {
    conn_close(c);
    if (k->again && !stopping) conn_open(c);
}

static void event(conn_t *c, uint32_t what, const kind_t *k) {
    if (c->state == NEW) {
        int er = 0; socklen_t sl = sizeof er;
        getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &er, &sl);
        int up = er ? -1 : conn_shake(c);
        if (up < 0) { lost_conns++; reopen(c, k); return; }
        if (!up) return;
        c->state = UP;
        conn_want(c, false);
        k->start(c);
        if (!k->reads) { struct epoll_event e = {.events = EPOLLRDHUP, .data.ptr = c}; epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e); }
        return;
    }
    if (what & EPOLLOUT) conn_flush(c);
    if (what & (EPOLLERR | EPOLLHUP)) { lost_conns++; reopen(c, k); return; }
    if (what & EPOLLIN && k->reads) {
        ssize_t r = conn_get(c, rbuf, sizeof rbuf);
        if (r == 0 || (r < 0 && errno != EAGAIN)) { lost_conns++; reopen(c, k); return; }
        bytes_in += r > 0 ? (uint64_t)r : 0;
    }
}

int main(int argc, char **argv) {
    if (argc < 3) die("usage: ircabuse flood|stall|nicks|deaf|rst|open N --port P [--seconds S] [--src ADDRESSES] [--tls 1]");
    const kind_t *k = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) if (!strcmp(kinds[i].name, argv[1])) k = &kinds[i];
    if (!k) die("unknown kind %s", argv[1]);
    N = atoi(argv[2]);
    for (int i = 3; i + 1 < argc; i += 2) {
        const char *o = argv[i], *v = argv[i + 1];
        if (!strcmp(o, "--port")) port = atoi(v);
        else if (!strcmp(o, "--seconds")) secs = atof(v);
        else if (!strcmp(o, "--src")) n_src = atoi(v);
        else if (!strcmp(o, "--tls")) { if (atoi(v)) tls_on(); }
        else die("unknown option %s", o);
    }
    raise_files();
    signal(SIGPIPE, SIG_IGN); signal(SIGTERM, on_term); signal(SIGINT, on_term);
    src_base = 0x7f020000u;                     // 127.2.x.y: not the addresses of the honest
    ep = epoll_create1(EPOLL_CLOEXEC);
    C = calloc((size_t)N, sizeof *C);
    uint64_t end = now_ns() + (uint64_t)(secs * 1e9);
    int opened = 0;
    static struct epoll_event ev[1024];
    while (now_ns() < end && !stopping) {
        for (int i = 0; i < 64 && opened < N; i++, opened++) { C[opened].id = (uint32_t)opened; conn_open(&C[opened]); }
        int n = epoll_wait(ep, ev, 1024, 1);
        for (int i = 0; i < n; i++) { conn_t *c = ev[i].data.ptr; if (c->fd >= 0) event(c, ev[i].events, k); }
        for (int i = 0; i < opened; i++) if (C[i].fd >= 0 && C[i].state == UP) k->turn(&C[i]); else if (C[i].fd < 0 && k->again) conn_open(&C[i]);
    }
    out("abuse_did", "%llu", (unsigned long long)did);
    out("abuse_cut_off", "%llu", (unsigned long long)lost_conns);
    return 0;
}
