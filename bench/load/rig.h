// Plumbing of the load generators: clocks, CPU of the server (whole and of its loop thread), memory,
// latency histogram, non-blocking connections, plain or TLS, spread over 127.x addresses.
#ifndef RIG_H
#define RIG_H
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <dirent.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <time.h>
#include <unistd.h>

#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24
#endif

static inline uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000ull + (uint64_t)t.tv_nsec;
}

static void die(const char *fmt, ...) {
    va_list a;
    va_start(a, fmt);
    vfprintf(stderr, fmt, a);
    va_end(a);
    fputc('\n', stderr);
    exit(1);
}

// ---- random (xorshift; reproducible with --seed) ----
static uint64_t rng_state = 88172645463325252ull;
static inline uint64_t rng(void) {
    uint64_t x = rng_state;
    x ^= x << 13; x ^= x >> 7; x ^= x << 17;
    return rng_state = x;
}

// ---- latency histogram: 32 sub-buckets per power of two, nanoseconds ----
#define HB 32
typedef struct { uint64_t b[64 * HB]; uint64_t n, max, sum; } hist_t;
static inline void hist_add(hist_t *h, uint64_t v) {
    h->n++; h->sum += v;
    if (v > h->max) h->max = v;
    if (v < HB) { h->b[v]++; return; }
    int e = 63 - __builtin_clzll(v);            // v in [2^e, 2^(e+1))
    int s = (int)((v >> (e - 5)) & (HB - 1));
    h->b[(e - 4) * HB + s]++;
}
static double hist_q(const hist_t *h, double q) {   // microseconds
    if (!h->n) return 0;
    uint64_t want = (uint64_t)(q * (double)h->n), c = 0;
    for (int i = 0; i < 64 * HB; i++) {
        c += h->b[i];
        if (c > want) {
            if (i < HB) return i / 1e3;
            int e = i / HB + 4, s = i % HB;
            double lo = (double)((uint64_t)(HB + s) << (e - 5)), w = (double)(1ull << (e - 5));
            double v = lo + w / 2;
            return (v > (double)h->max ? (double)h->max : v) / 1e3;
        }
    }
    return (double)h->max / 1e3;
}

// ---- the server's processes ----
static int srv_pid[16], n_srv;
static void add_pids(const char *s) {
    while (*s && n_srv < 16) {
        srv_pid[n_srv++] = atoi(s);
        s = strchr(s, ',');
        if (!s) break;
        s++;
    }
}
// whole-process CPU (all threads, also ended ones), ns resolution
static uint64_t srv_cpu_ns(void) {
    uint64_t t = 0;
    for (int i = 0; i < n_srv; i++) {
        clockid_t c; struct timespec ts;
        if (clock_getcpuclockid(srv_pid[i], &c) == 0 && clock_gettime(c, &ts) == 0)
            t += (uint64_t)ts.tv_sec * 1000000000ull + (uint64_t)ts.tv_nsec;
    }
    return t;
}
// user and system ticks from /proc/PID/stat, as seconds
static void srv_us(double *u, double *s) {
    *u = *s = 0;
    for (int i = 0; i < n_srv; i++) {
        char p[64], b[2048];
        snprintf(p, sizeof p, "/proc/%d/stat", srv_pid[i]);
        FILE *f = fopen(p, "r");
        if (!f) continue;
        size_t k = fread(b, 1, sizeof b - 1, f);
        fclose(f);
        b[k] = 0;
        char *q = strrchr(b, ')');
        unsigned long ut = 0, st = 0;
        if (q) sscanf(q + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &ut, &st);
        *u += (double)ut / (double)sysconf(_SC_CLK_TCK);
        *s += (double)st / (double)sysconf(_SC_CLK_TCK);
    }
}
// CPU of the thread that the server calls NAME (its loop), ns; 0 when there is none.
// schedstat counts in ns; the ticks of stat are too coarse for a short span.
static uint64_t loop_cpu_ns(const char *name) {
    for (int i = 0; i < n_srv; i++) {
        char p[300], b[64];
        snprintf(p, sizeof p, "/proc/%d/task", srv_pid[i]);
        DIR *d = opendir(p);
        for (struct dirent *e; d && (e = readdir(d));) {
            snprintf(p, sizeof p, "/proc/%d/task/%s/comm", srv_pid[i], e->d_name);
            FILE *f = fopen(p, "r");
            if (!f) continue;
            bool hit = fgets(b, sizeof b, f) && !strncmp(b, name, strlen(name)) && b[strlen(name)] == '\n';
            fclose(f);
            if (!hit) continue;
            unsigned long long ns = 0;
            snprintf(p, sizeof p, "/proc/%d/task/%s/schedstat", srv_pid[i], e->d_name);
            f = fopen(p, "r");
            if (f) { if (fscanf(f, "%llu", &ns) != 1) ns = 0; fclose(f); }
            closedir(d);
            return ns;
        }
        if (d) closedir(d);
    }
    return 0;
}
static void srv_mem(long *rss_kb, long *pss_kb) {
    *rss_kb = *pss_kb = 0;
    for (int i = 0; i < n_srv; i++) {
        char p[64], l[256];
        snprintf(p, sizeof p, "/proc/%d/smaps_rollup", srv_pid[i]);
        FILE *f = fopen(p, "r");
        if (!f) continue;
        long v;
        while (fgets(l, sizeof l, f)) {
            if (sscanf(l, "Rss: %ld kB", &v) == 1) *rss_kb += v;
            else if (sscanf(l, "Pss: %ld kB", &v) == 1) *pss_kb += v;
        }
        fclose(f);
    }
}
static uint64_t self_cpu_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * 1000000000ull + (uint64_t)t.tv_nsec;
}
// busy CPU seconds of the whole machine (all but idle and iowait)
static double machine_busy(void) {
    FILE *f = fopen("/proc/stat", "r");
    if (!f) return 0;
    unsigned long long a[8] = {0};
    int k = fscanf(f, "cpu %llu %llu %llu %llu %llu %llu %llu %llu", a, a + 1, a + 2, a + 3, a + 4, a + 5, a + 6, a + 7);
    fclose(f);
    if (k < 8) return 0;
    return (double)(a[0] + a[1] + a[2] + a[5] + a[6] + a[7]) / (double)sysconf(_SC_CLK_TCK);
}

// ---- a measured span ----
typedef struct { uint64_t t, srv, self, loop; double busy, u, s; } mark_t;
static mark_t mark(void) {
    mark_t m;
    m.busy = machine_busy();
    srv_us(&m.u, &m.s);
    m.self = self_cpu_ns();
    m.loop = loop_cpu_ns("parlance-loop");
    m.srv = srv_cpu_ns();
    m.t = now_ns();
    return m;
}

static const char *tag = "- -";
static void out(const char *metric, const char *fmt, ...) {
    printf("%s %s ", tag, metric);
    va_list a;
    va_start(a, fmt);
    vprintf(fmt, a);
    va_end(a);
    putchar('\n');
    fflush(stdout);
}
// CPU of server and generator over the span, per `per` units of work
static void out_cpu(mark_t a, mark_t b, double units, const char *unit) {
    double wall = (double)(b.t - a.t) / 1e9, srv = (double)(b.srv - a.srv) / 1e9, gen = (double)(b.self - a.self) / 1e9;
    char m[96];
    if (n_srv) {
        snprintf(m, sizeof m, "cpu_s_per_M_%s", unit);
        out(m, "%.3f", units > 0 ? srv / units * 1e6 : 0);
        if (b.loop) {
            char l[96];
            snprintf(l, sizeof l, "loop_cpu_s_per_M_%s", unit);
            out(l, "%.3f", units > 0 ? (double)(b.loop - a.loop) / 1e9 / units * 1e6 : 0);
        }
        out("server_cores", "%.3f", srv / wall);
        double du = b.u - a.u, ds = b.s - a.s;
        out("server_sys_share", "%.2f", du + ds > 0 ? ds / (du + ds) : 0);
    }
    snprintf(m, sizeof m, "gen_cpu_s_per_M_%s", unit);
    out(m, "%.3f", units > 0 ? gen / units * 1e6 : 0);
    out("gen_cores", "%.3f", gen / wall);
    out("other_cores", "%.3f", (b.busy - a.busy - srv - gen) / wall);   // everything else on the machine
}

// ---- connections ----
typedef struct conn {
    int fd, state, chan;
    uint32_t id, plen, olen, ocap;
    char *part, *obuf;          // unfinished input; output the socket would not take
    uint32_t seq;
    int64_t outst;              // deliveries still due for what this one sent
    uint64_t t0;
    void *x;
    SSL *ssl;
} conn_t;

static int ep = -1;
static const char *host = "127.0.0.1";
static int port = 6667, n_src = 200, n_dst = 1;
static uint32_t src_base = 0x7f010000u;     // 127.1.0.0
static uint64_t lost_conns, bytes_in;

// ---- TLS: any certificate is accepted, buffers are given back while idle ----
static SSL_CTX *tls;
static void tls_on(void) {
    tls = SSL_CTX_new(TLS_client_method());
    if (!tls) die("no TLS context");
    SSL_CTX_set_verify(tls, SSL_VERIFY_NONE, NULL);
    SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}
// bytes, 0 at the end, -1 with errno (EAGAIN: later)
static ssize_t tls_result(conn_t *c, int r) {
    if (r > 0) return r;
    int e = SSL_get_error(c->ssl, r);
    ERR_clear_error();
    if (e == SSL_ERROR_WANT_READ || e == SSL_ERROR_WANT_WRITE) { errno = EAGAIN; return -1; }
    if (e == SSL_ERROR_ZERO_RETURN) return 0;
    errno = ECONNRESET;
    return -1;
}
static ssize_t conn_put(conn_t *c, const char *p, size_t n) {
    return c->ssl ? tls_result(c, SSL_write(c->ssl, p, (int)n)) : send(c->fd, p, n, MSG_NOSIGNAL | MSG_DONTWAIT);
}
static ssize_t conn_get(conn_t *c, char *p, size_t n) {
    if (!c->ssl) return recv(c->fd, p, n, MSG_DONTWAIT);
    size_t k = 0;
    while (k < n) {                             // a record at a time: what OpenSSL holds back, epoll does not tell
        ssize_t r = tls_result(c, SSL_read(c->ssl, p + k, (int)(n - k)));
        if (r <= 0) return k ? (ssize_t)k : r;
        k += (size_t)r;
    }
    return (ssize_t)k;
}

static void raise_files(void) {
    struct rlimit r;
    getrlimit(RLIMIT_NOFILE, &r);
    struct rlimit w = {262144, 262144};
    if (setrlimit(RLIMIT_NOFILE, &w) != 0) { r.rlim_cur = r.rlim_max; setrlimit(RLIMIT_NOFILE, &r); }
}
static void conn_open(conn_t *c) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), one = 1;
    if (fd < 0) die("socket: %s (file limit?)", strerror(errno));
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    uint32_t k = c->id % (uint32_t)n_src;
    struct sockaddr_in a = {.sin_family = AF_INET};
    a.sin_addr.s_addr = htonl(src_base + ((k / 250) << 8) + k % 250 + 1);
    if (bind(fd, (struct sockaddr *)&a, sizeof a) < 0) die("bind: %s", strerror(errno));
    struct sockaddr_in d = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    inet_pton(AF_INET, host, &d.sin_addr);
    d.sin_addr.s_addr = htonl(ntohl(d.sin_addr.s_addr) + c->id % (uint32_t)n_dst);
    c->fd = fd; c->plen = c->olen = 0; c->state = 0; c->t0 = now_ns();
    int r = connect(fd, (struct sockaddr *)&d, sizeof d);
    if (r < 0 && errno != EINPROGRESS) die("connect: %s", strerror(errno));
    struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
    epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
}
static void conn_want(conn_t *c, bool w) {
    struct epoll_event e = {.events = EPOLLIN | (w ? EPOLLOUT : 0), .data.ptr = c};
    epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
}
// after the TCP connection stands: 1 ready to talk, 0 in progress, -1 refused
static int conn_shake(conn_t *c) {
    if (!tls) return 1;
    if (!c->ssl) { c->ssl = SSL_new(tls); SSL_set_fd(c->ssl, c->fd); }
    int r = SSL_connect(c->ssl);
    if (r == 1) return 1;
    int e = SSL_get_error(c->ssl, r);
    ERR_clear_error();
    conn_want(c, e == SSL_ERROR_WANT_WRITE);
    return e == SSL_ERROR_WANT_READ || e == SSL_ERROR_WANT_WRITE ? 0 : -1;
}
static void conn_close(conn_t *c) {
    if (c->ssl) { SSL_free(c->ssl); c->ssl = NULL; }
    if (c->fd >= 0) close(c->fd);
    c->fd = -1; c->plen = c->olen = 0;
}
static void conn_send(conn_t *c, const char *p, size_t n) {
    if (c->fd < 0) return;
    if (!c->olen) {
        ssize_t r = conn_put(c, p, n);
        if (r == (ssize_t)n) return;
        if (r > 0) { p += r; n -= (size_t)r; }
        conn_want(c, true);
    }
    if (c->olen + n > c->ocap) {
        c->ocap = (uint32_t)((c->olen + n) * 2);
        c->obuf = realloc(c->obuf, c->ocap);
    }
    memcpy(c->obuf + c->olen, p, n);
    c->olen += (uint32_t)n;
}
static void conn_flush(conn_t *c) {
    if (c->olen) {
        ssize_t r = conn_put(c, c->obuf, c->olen);
        if (r > 0) { memmove(c->obuf, c->obuf + r, c->olen - (size_t)r); c->olen -= (uint32_t)r; }
    }
    if (!c->olen) conn_want(c, false);
}
static void conn_printf(conn_t *c, const char *fmt, ...) {
    char b[2048];
    va_list a;
    va_start(a, fmt);
    int n = vsnprintf(b, sizeof b, fmt, a);
    va_end(a);
    conn_send(c, b, (size_t)n);
}

// ---- the probe carried in every message: ~ + sender(8) seq(8) time(16) in hex + ! ----
#define PROBE 34
static const char hexd[] = "0123456789abcdef";
static inline void put_hex(char *p, uint64_t v, int n) { while (n--) { p[n] = hexd[v & 15]; v >>= 4; } }
static inline uint64_t get_hex(const char *p, int n) {
    uint64_t v = 0;
    while (n--) { unsigned c = (unsigned char)*p++; v = v << 4 | ((c & 15) + (c >> 6) * 9); }
    return v;
}
static inline void put_probe(char *p, uint32_t who, uint32_t seq, uint64_t t) {
    p[0] = '~'; put_hex(p + 1, who, 8); put_hex(p + 9, seq, 8); put_hex(p + 17, t, 16); p[33] = '!';
}

// ---- sequence bookkeeping of one sender-to-receiver flow ----
typedef struct { uint32_t last; uint16_t gap; } flow_t;
static uint64_t n_dup, n_reord;
static inline void flow_see(flow_t *f, uint32_t seq, bool dense) {
    if (seq > f->last) {
        if (dense && seq != f->last + 1) f->gap += (uint16_t)(seq - f->last - 1);
        f->last = seq;
    } else if (f->gap) { f->gap--; n_reord++; }
    else n_dup++;
}

static volatile sig_atomic_t stopping;
static void on_term(int s) { (void)s; stopping = 1; }
#endif
