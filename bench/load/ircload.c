// ircload: IRC load generator (one thread, epoll). See README.md for the scenarios and the meaning of every figure.
#include "rig.h"

static int N = 1000, window = 64, chans = 1, members = 1000, senders = 10, joins = 0, depth = 4, size = 100;
static double secs = 5, warm = 1, rate = 0, hold = 0;   // rate 0 = max (closed loop)
static const char *nickp = "L", *pass, *chanp = "#c";
static bool quiet_caps = false;

static hist_t lat;
static uint64_t n_sent, n_got, n_due;
static bool counting;
static conn_t *C;
static int n_reg, n_dead, n_joined, next_open, in_flight;
static uint64_t ops, n_err;
static char last_err[200];

enum { S_CONN, S_REG, S_UP, S_JOINING, S_IN, S_PARTING, S_QUIT };
enum { M_REG, M_JOIN, M_RUN, M_JOINFLOOD, M_CHURN, M_SHAKE };
static int mode = M_REG;

// traffic
static uint16_t *slot;              // sender id -> index within its channel
static conn_t **ready; static int n_ready; static uint8_t *is_ready;
static flow_t *pmflow;              // [sender * N + receiver]
static int fan = 1; static bool is_pm;
static char pad[4096];
static int32_t *pm_to;

static void greet(conn_t *c) {
    char b[400];
    int k = 0;
    if (pass) k += snprintf(b + k, sizeof b - k, "PASS %s\r\n", pass);
    if (quiet_caps) k += snprintf(b + k, sizeof b - k, "CAP LS 302\r\nCAP END\r\n");
    k += snprintf(b + k, sizeof b - k, "NICK %s%05x\r\nUSER u%05x 0 * :load\r\n", nickp, c->id, c->id);
    conn_send(c, b, (size_t)k);
    c->state = S_REG;
}

static void send_msg(conn_t *c, uint64_t t) {
    char b[4600];
    int k;
    uint32_t to = 0;
    if (is_pm) {
        if (pm_to) to = (uint32_t)pm_to[c->id];
        else do to = (uint32_t)(rng() % (uint64_t)N); while (to == c->id);
        k = snprintf(b, 80, "PRIVMSG %s%05x :", nickp, to);
    } else k = snprintf(b, 80, "PRIVMSG %s%d :", chanp, c->chan);
    put_probe(b + k, c->id, ++c->seq, t);
    k += PROBE;
    int extra = size - PROBE;
    if (extra > 0) { memcpy(b + k, pad, (size_t)extra); k += extra; }
    b[k++] = '\r'; b[k++] = '\n';
    c->outst += fan;
    n_due += (uint64_t)fan;
    n_sent++;
    conn_send(c, b, (size_t)k);
}

static inline void got_probe(conn_t *c, const char *p, uint64_t now) {
    uint32_t who = (uint32_t)get_hex(p + 1, 8), seq = (uint32_t)get_hex(p + 9, 8);
    uint64_t t = get_hex(p + 17, 16);
    if (who >= (uint32_t)N) return;
    n_got++;
    if (counting) { ops++; hist_add(&lat, now > t ? now - t : 0); }
    conn_t *s = &C[who];
    if (is_pm) flow_see(&pmflow[pm_to ? who : who * (uint32_t)N + c->id], seq, pm_to != NULL);
    else flow_see(&((flow_t *)c->x)[slot[who]], seq, true);
    s->outst--;
    if (rate == 0 && !is_ready[who] && s->outst <= (int64_t)(depth - 1) * fan) { is_ready[who] = 1; ready[n_ready++] = s; }
}

static void reg_done(conn_t *c) {
    if (c->state != S_REG) return;
    c->state = S_UP;
    n_reg++; in_flight--;
    if (mode == M_CHURN) { if (counting) { ops++; hist_add(&lat, now_ns() - c->t0); } conn_send(c, "QUIT :x\r\n", 9); c->state = S_QUIT; }
}

static void flood_next(conn_t *c) {
    c->chan = (int)(rng() % (uint64_t)chans);
    c->state = S_JOINING;
    c->t0 = now_ns();
    conn_printf(c, "JOIN %s%d\r\n", chanp, c->chan);
}

static inline void line(conn_t *c, const char *p, const char *e, uint64_t now) {
    if (*p == '@') { p = memchr(p, ' ', (size_t)(e - p)); if (!p) return; p++; }
    if (*p != ':') {
        if (e - p >= 4 && !memcmp(p, "PING", 4)) conn_printf(c, "PONG%.*s\r\n", (int)(e - p - 4), p + 4);
        else if (e - p >= 5 && !memcmp(p, "ERROR", 5)) {
            if (c->state != S_QUIT) { n_err++; snprintf(last_err, sizeof last_err, "%.*s", (int)(e - p), p); }
        }
        return;
    }
    const char *q = memchr(p, ' ', (size_t)(e - p));
    if (!q || e - q < 5) return;
    q++;
    if (*q == 'P' && q[1] == 'R') {                       // PRIVMSG
        const char *m = memchr(q, '~', (size_t)(e - q));
        if (m && e - m >= PROBE && m[33] == '!') got_probe(c, m, now);
        return;
    }
    if (*q >= '0' && *q <= '9') {
        int num = (q[0] - '0') * 100 + (q[1] - '0') * 10 + q[2] - '0';
        switch (num) {
        case 376: case 422: reg_done(c); break;
        case 366:
            if (mode == M_JOINFLOOD) { if (c->state == S_JOINING) { c->state = S_PARTING; conn_printf(c, "PART %s%d\r\n", chanp, c->chan); } }
            else if (c->state == S_JOINING && --c->outst <= 0) { c->outst = 0; c->state = S_IN; n_joined++; in_flight--; }
            break;
        default:                                         // refusals of any kind
            if (num >= 400 && num < 600 && num != 451) goto refused;
            if (num == 707 || num == 716 || num == 263) refused: { n_err++; snprintf(last_err, sizeof last_err, "%.*s", (int)(e - p), p); }
            break;
        }
        return;
    }
    if (mode == M_JOINFLOOD && *q == 'P' && q[1] == 'A') {   // PART: our own echo?
        size_t l = strlen(nickp);
        if ((size_t)(q - p) > l + 6 && !memcmp(p + 1, nickp, l) && get_hex(p + 1 + l, 5) == c->id && c->state == S_PARTING) {
            if (counting) { ops++; hist_add(&lat, now - c->t0); }
            flood_next(c);
        }
    }
}

static char *rbuf;
#define RB (1 << 20)
static void readable(conn_t *c) {
    size_t pl = c->plen;
    if (pl) memcpy(rbuf, c->part, pl);
    ssize_t r = conn_get(c, rbuf + pl, RB - pl);
    if (r <= 0) {
        if (r < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (c->state != S_QUIT) { lost_conns++; n_dead++; }
        if (c->state == S_REG || c->state == S_JOINING) in_flight--;
        if (c->state == S_CONN) in_flight--;
        int st = c->state;
        conn_close(c);
        if (mode == M_CHURN && !stopping) { (void)st; conn_open(c); in_flight++; }
        return;
    }
    bytes_in += (uint64_t)r;
    uint64_t now = now_ns();
    const char *p = rbuf, *end = rbuf + pl + r;
    c->plen = 0;
    while (p < end) {
        const char *e = memchr(p, '\n', (size_t)(end - p));
        if (!e) break;
        const char *le = e > p && e[-1] == '\r' ? e - 1 : e;
        if (le > p) line(c, p, le, now);
        p = e + 1;
        if (c->fd < 0) return;
    }
    size_t left = (size_t)(end - p);
    if (left) {
        if (!c->part) c->part = malloc(20480);
        if (left > 20480) left = 0;
        memcpy(c->part, p, left);
    }
    c->plen = (uint32_t)left;
}

// handshakes: a TLS connection stands; close it and open the next
static void shaken(conn_t *c) {
    ops++;
    hist_add(&lat, now_ns() - c->t0);
    conn_close(c);
    if (next_open < N) { next_open++; conn_open(c); } else in_flight--;
}

static void pump(int64_t ns) {
    static struct epoll_event ev[1024];
    struct timespec ts = {ns / 1000000000, ns % 1000000000};
    int k = epoll_pwait2(ep, ev, 1024, ns < 0 ? NULL : &ts, NULL);
    for (int i = 0; i < k; i++) {
        conn_t *c = ev[i].data.ptr;
        if (c->fd < 0) continue;
        if (c->state == S_CONN) {
            int er = 0; socklen_t sl = sizeof er;
            getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &er, &sl);
            if (er) { lost_conns++; n_dead++; in_flight--; snprintf(last_err, sizeof last_err, "connect: %s", strerror(er)); conn_close(c); continue; }
            int up = conn_shake(c);
            if (up < 0) { lost_conns++; n_dead++; in_flight--; snprintf(last_err, sizeof last_err, "TLS refused"); conn_close(c); continue; }
            if (!up) continue;
            conn_want(c, false);
            if (mode == M_SHAKE) shaken(c); else greet(c);
            continue;
        } else if (ev[i].events & EPOLLOUT) conn_flush(c);
        if (ev[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) readable(c);
    }
}

static void idle_check(uint64_t *last, uint64_t *prog, uint64_t cur, const char *what) {
    uint64_t t = now_ns();
    if (cur != *prog) { *prog = cur; *last = t; }
    else if (t - *last > 20000000000ull) { out("stalled", "%s_%llu_err=%s", what, (unsigned long long)cur, last_err); exit(2); }
}

static void register_all(int n) {
    mode = M_REG;
    uint64_t last = now_ns(), prog = 0;
    next_open = 0;
    while (n_reg + n_dead < n && !stopping) {
        while (next_open < n && in_flight < window) { conn_open(&C[next_open++]); in_flight++; }
        pump(100000000);
        idle_check(&last, &prog, (uint64_t)(n_reg + n_dead), "registered");
    }
}

// every client joins `joins` channels beginning with its own
static void join_all(int n, int per) {
    mode = M_JOIN;
    int next = 0;
    n_joined = 0; in_flight = 0;
    uint64_t last = now_ns(), prog = 0;
    while (n_joined + n_dead < n && !stopping) {
        while (next < n && in_flight < window) {
            conn_t *c = &C[next++];
            if (c->fd < 0) continue;
            c->state = S_JOINING; c->outst = per; in_flight++;
            for (int k = 0; k < per; k++) conn_printf(c, "JOIN %s%d\r\n", chanp, (c->chan + k * 7) % chans);
        }
        pump(100000000);
        idle_check(&last, &prog, (uint64_t)n_joined, "joined");
    }
}

static void handshakes(void) {
    mode = M_SHAKE;
    if (window > N) window = N;
    mark_t a = mark();
    uint64_t last = now_ns(), prog = 0;
    for (; next_open < window; in_flight++) conn_open(&C[next_open++]);
    while (in_flight > 0 && !stopping) { pump(100000000); idle_check(&last, &prog, ops, "handshakes"); }
    mark_t b = mark();
    out("handshakes_per_s", "%.0f", (double)ops / ((double)(b.t - a.t) / 1e9));
    out("latency_p50_us", "%.0f", hist_q(&lat, .5)); out("latency_p99_us", "%.0f", hist_q(&lat, .99));
    out_cpu(a, b, (double)ops, "handshakes");
    out("lost_connections", "%llu", (unsigned long long)lost_conns);
}

static void settle(double s) {
    uint64_t t = now_ns() + (uint64_t)(s * 1e9);
    while (now_ns() < t && !stopping) pump(20000000);
}

static void report_problems(void) {
    out("lost_connections", "%llu", (unsigned long long)lost_conns);
    if (n_err) out("errors", "%llu %s", (unsigned long long)n_err, last_err);
}

static void traffic(int n_send) {
    conn_t **S = malloc(sizeof *S * (size_t)n_send);
    int k = 0;
    if (is_pm) for (; k < n_send; k++) S[k] = &C[(uint64_t)k * (uint64_t)N / (uint64_t)n_send];
    else {                                             // spread over channels
        slot = calloc((size_t)N, sizeof *slot);
        int *used = calloc((size_t)chans, sizeof *used);
        for (; k < n_send; k++) { int ch = k % chans; conn_t *c = &C[ch * members + used[ch]]; slot[c->id] = (uint16_t)used[ch]++; S[k] = c; }
        for (int i = 0; i < N; i++) C[i].x = calloc((size_t)(used[C[i].chan] ? used[C[i].chan] : 1), sizeof(flow_t));
    }
    ready = malloc(sizeof *ready * (size_t)N); is_ready = calloc((size_t)N, 1);
    memset(pad, 'x', sizeof pad);
    for (int i = 0; i < N; i++) C[i].outst = 0;
    mode = M_RUN;
    settle(0.5);
    uint64_t t0 = now_ns(), t_cnt = t0 + (uint64_t)(warm * 1e9), t_end = t_cnt + (uint64_t)(secs * 1e9);
    uint64_t step = rate > 0 ? (uint64_t)(1e9 / rate) : 0, due = t0;
    int rr = 0;
    mark_t a = {0}, b;
    uint64_t sent_a = 0, last_got = 0, t_last = t0;
    if (rate == 0) for (int i = 0; i < n_send; i++) for (int d = 0; d < depth; d++) send_msg(S[i], now_ns());
    bool stalled = false;
    for (;;) {
        uint64_t t = now_ns();
        if (!counting && t >= t_cnt) { a = mark(); sent_a = n_sent; counting = true; }
        if (t >= t_end || stopping) break;
        int64_t wait = 20000000;
        if (rate > 0) {
            while (due <= t) { send_msg(S[rr], due); rr = (rr + 1) % n_send; due += step; }
            wait = (int64_t)(due - t);
            if (wait > 20000000) wait = 20000000;
        }
        pump(wait);
        if (rate == 0 && n_ready) {
            uint64_t ts = now_ns();
            for (int i = 0; i < n_ready; i++) {
                conn_t *s = ready[i];
                is_ready[s->id] = 0;
                while (s->outst <= (int64_t)(depth - 1) * fan && s->fd >= 0) send_msg(s, ts);
            }
            n_ready = 0;
        }
        if (n_got != last_got) { last_got = n_got; t_last = t; }
        else if (rate == 0 && t - t_last > 5000000000ull) { stalled = true; break; }
    }
    b = mark();
    counting = false;
    uint64_t sent = n_sent - sent_a;
    double r0 = rate; rate = 1;                        // no further sending while draining
    uint64_t lim = now_ns() + 10000000000ull;
    while (n_got < n_due && now_ns() < lim && lost_conns == 0) pump(50000000);
    rate = r0;
    double wall = (double)(b.t - a.t) / 1e9;
    if (stalled) out("stalled", "1");
    out("messages_per_s", "%.0f", (double)sent / wall);
    out("deliveries_per_s", "%.0f", (double)ops / wall);
    out("latency_p50_us", "%.0f", hist_q(&lat, .5));
    out("latency_p95_us", "%.0f", hist_q(&lat, .95));
    out("latency_p99_us", "%.0f", hist_q(&lat, .99));
    out("latency_max_us", "%.0f", (double)lat.max / 1e3);
    out_cpu(a, b, (double)ops, "deliveries");
    out("lost", "%lld", (long long)(n_due - n_got + n_dup));
    out("duplicated", "%llu", (unsigned long long)n_dup);
    out("reordered", "%llu", (unsigned long long)n_reord);
    report_problems();
}

int main(int argc, char **argv) {
    if (argc < 2) die("usage: ircload connect|idle|fanout|pm|joinflood|churn|handshakes [options]");
    const char *sub = argv[1];
    int i = 2;
    if (i < argc && argv[i][0] != '-') N = atoi(argv[i++]);
    for (; i + 1 < argc; i += 2) {
        const char *o = argv[i] + 2, *v = argv[i + 1];
#define O(name, act) if (!strcmp(o, name)) { act; continue; }
        O("host", host = v) O("port", port = atoi(v)) O("pid", add_pids(v)) O("n", N = atoi(v))
        O("channels", chans = atoi(v)) O("members", members = atoi(v)) O("senders", senders = atoi(v))
        O("rate", rate = strcmp(v, "max") ? atof(v) : 0) O("seconds", secs = atof(v)) O("warm", warm = atof(v))
        O("size", size = atoi(v)) O("depth", depth = atoi(v)) O("window", window = atoi(v)) O("joins", joins = atoi(v))
        O("src", n_src = atoi(v)) O("dst", n_dst = atoi(v)) O("nick", nickp = v) O("pass", pass = v) O("tag", tag = v)
        O("hold", hold = atof(v)) O("chan", chanp = v)
        O("tls", if (atoi(v)) tls_on()) O("caps", quiet_caps = atoi(v))
        O("seed", rng_state ^= strtoull(v, NULL, 0) * 0x9E3779B97F4A7C15ull) O("src-base", src_base = ntohl(inet_addr(v)))
        die("unknown option --%s", o);
    }
    raise_files();
    signal(SIGPIPE, SIG_IGN); signal(SIGTERM, on_term); signal(SIGINT, on_term);
    if (!strcmp(sub, "fanout")) N = chans * members;
    if (size > 400) size = 400;
    ep = epoll_create1(EPOLL_CLOEXEC);
    rbuf = malloc(RB + 32768);
    int alloc = N < 2 ? 2 : N;
    C = calloc((size_t)alloc, sizeof *C);
    for (int k = 0; k < alloc; k++) { C[k].id = (uint32_t)k; C[k].fd = -1; C[k].chan = !strcmp(sub, "fanout") ? k / members : k % chans; }

    long r0 = 0, p0 = 0, r1, p1;
    if (n_srv) srv_mem(&r0, &p0);

    if (!strcmp(sub, "handshakes")) { handshakes(); return 0; }
    if (!strcmp(sub, "churn")) {
        mode = M_CHURN;
        if (N > window) N = window;
        for (int k = 0; k < N; k++) { conn_open(&C[k]); in_flight++; }
        settle(warm);
        mark_t a = mark(); counting = true;
        settle(secs);
        mark_t b = mark(); counting = false;
        out("sessions_per_s", "%.0f", (double)ops / ((double)(b.t - a.t) / 1e9));
        out("latency_p50_us", "%.0f", hist_q(&lat, .5)); out("latency_p99_us", "%.0f", hist_q(&lat, .99));
        out_cpu(a, b, (double)ops, "sessions");
        report_problems();
        return 0;
    }

    mark_t a = mark();
    register_all(N);
    mark_t b = mark();
    double wall = (double)(b.t - a.t) / 1e9;
    if (!strcmp(sub, "connect") || !strcmp(sub, "idle")) {
        out("registered", "%d", n_reg);
        out("registrations_per_s", "%.0f", n_reg / wall);
        out_cpu(a, b, n_reg, "registrations");
    }
    if (n_dead || n_reg < N) { report_problems(); if (n_reg < N / 2) return 2; }
    if (!strcmp(sub, "idle")) {
        if (joins) {
            mark_t c = mark(); join_all(N, joins); mark_t d = mark();
            out("joins_per_s", "%.0f", (double)n_joined * joins / ((double)(d.t - c.t) / 1e9));
        }
        settle(2);
        if (n_srv) {
            srv_mem(&r1, &p1);
            out("rss_base_kb", "%ld", r0); out("rss_kb", "%ld", r1); out("pss_kb", "%ld", p1);
            out("rss_bytes_per_client", "%.0f", (double)(r1 - r0) * 1024 / n_reg);
            out("pss_bytes_per_client", "%.0f", (double)(p1 - p0) * 1024 / n_reg);
        }
        out("ready", "%d", n_reg);
        if (hold > 0) { mark_t c = mark(); settle(hold); mark_t d = mark(); if (n_srv) out("idle_server_cores", "%.4f", (double)(d.srv - c.srv) / (double)(d.t - c.t)); }
        report_problems();
    } else if (!strcmp(sub, "fanout")) {
        join_all(N, 1);
        fan = members - 1;
        traffic(senders < N ? senders : N);
    } else if (!strcmp(sub, "pm")) {
        is_pm = true; fan = 1;
        if (N > 3000) {                                 // fixed partners beyond what the flow table allows
            pm_to = malloc(sizeof *pm_to * (size_t)N);
            int32_t st = 1 + (int32_t)(rng() % (uint64_t)(N - 1));
            for (int k = 0; k < N; k++) pm_to[k] = (k + st) % N;
            pmflow = calloc((size_t)N, sizeof *pmflow);
        } else pmflow = calloc((size_t)N * (size_t)N, sizeof *pmflow);
        traffic(senders < N ? senders : N);
    } else if (!strcmp(sub, "joinflood")) {
        mode = M_JOINFLOOD;
        for (int k = 0; k < N; k++) flood_next(&C[k]);
        settle(warm);
        mark_t c = mark(); counting = true;
        settle(secs);
        mark_t d = mark(); counting = false;
        out("join_part_pairs_per_s", "%.0f", (double)ops / ((double)(d.t - c.t) / 1e9));
        out("latency_p50_us", "%.0f", hist_q(&lat, .5)); out("latency_p99_us", "%.0f", hist_q(&lat, .99));
        out_cpu(c, d, (double)ops, "pairs");
        report_problems();
    } else if (strcmp(sub, "connect")) die("unknown subcommand %s", sub);
    return 0;
}
