// floor: the physical floor. A bare broadcaster that speaks just enough IRC for ircload
// (NICK/USER, JOIN, PRIVMSG, LUSERS-free). No state model, no checks: only socket work.
//   floor PORT direct|batch THREADS
// direct: one send() per recipient per message, at once.
// batch:  text is gathered per recipient while one epoll round is handled, then one send() each.
// With 2 threads each owns half of the connections; text for the other half goes through a mailbox.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAXT 4
#define MAXC 4096
#define MAXID (1 << 20)

typedef struct conn {
    int fd; uint8_t th, dirty, blocked;
    uint32_t id, olen, ocap, plen, pcap, sent;
    char *ob, *part, nick[12];
} conn;
typedef struct { conn **m; int n, cap; } list;
typedef struct { char *b; size_t n, cap; } buf;   // mailbox records: kind, key, exclude, length, text
typedef struct { int32_t kind; uint32_t key, excl, len; } rec;

static int port, T = 1;
static enum { DIRECT, BATCH } mode;
static list members[MAXC][MAXT];
static conn *_Atomic by_id[MAXID];
static struct worker {
    int ep, ls, ev, idx;
    pthread_mutex_t mu; buf box; bool rung;
    conn **dirty; int nd, capd;
    char *rb;
} W[MAXT];

static void add(list *l, conn *c) {
    if (l->n == l->cap) { l->cap = l->cap ? l->cap * 2 : 16; l->m = realloc(l->m, sizeof *l->m * (size_t)l->cap); }
    l->m[l->n++] = c;
}
static void want(conn *c, bool w) {
    struct epoll_event e = {.events = EPOLLIN | (w ? EPOLLOUT : 0), .data.ptr = c};
    epoll_ctl(W[c->th].ep, EPOLL_CTL_MOD, c->fd, &e);
    c->blocked = w;
}
static void keep(conn *c, const char *p, size_t n) {
    if (c->olen + n > c->ocap) { c->ocap = (uint32_t)(c->olen + n) * 2; c->ob = realloc(c->ob, c->ocap); }
    memcpy(c->ob + c->olen, p, n);
    c->olen += (uint32_t)n;
}
static void sent(conn *c, ssize_t r) {
    if (r == (ssize_t)c->olen) { c->olen = 0; if (c->blocked) want(c, false); return; }
    if (r > 0) { memmove(c->ob, c->ob + r, c->olen - (size_t)r); c->olen -= (uint32_t)r; }
    if (!c->blocked && c->fd >= 0) want(c, true);
}
static inline void give(struct worker *w, conn *c, const char *p, size_t n) {
    if (c->fd < 0) return;
    if (mode == DIRECT && !c->olen) {
        ssize_t r = send(c->fd, p, n, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (r == (ssize_t)n) return;
        if (r < 0) r = 0;
        keep(c, p + r, n - (size_t)r);
        want(c, true);
        return;
    }
    keep(c, p, n);
    if (!c->dirty) {
        c->dirty = 1;
        if (w->nd == w->capd) { w->capd = w->capd ? w->capd * 2 : 1024; w->dirty = realloc(w->dirty, sizeof *w->dirty * (size_t)w->capd); }
        w->dirty[w->nd++] = c;
    }
}
static void flush(struct worker *w) {
    for (int i = 0; i < w->nd; i++) {
        conn *c = w->dirty[i];
        c->dirty = 0;
        if (!c->olen || c->blocked || c->fd < 0) continue;
        sent(c, send(c->fd, c->ob, c->olen, MSG_NOSIGNAL | MSG_DONTWAIT));
    }
    w->nd = 0;
}
static void post(struct worker *o, int kind, uint32_t key, uint32_t excl, const char *p, size_t n) {
    rec r = {kind, key, excl, (uint32_t)n};
    pthread_mutex_lock(&o->mu);
    size_t need = sizeof r + n;
    if (o->box.n + need > o->box.cap) { o->box.cap = (o->box.n + need) * 2; o->box.b = realloc(o->box.b, o->box.cap); }
    memcpy(o->box.b + o->box.n, &r, sizeof r);
    memcpy(o->box.b + o->box.n + sizeof r, p, n);
    o->box.n += need;
    bool ring = !o->rung;
    o->rung = true;
    pthread_mutex_unlock(&o->mu);
    if (ring) { uint64_t one = 1; if (write(o->ev, &one, 8) < 0) {} }
}
static void chan_local(struct worker *w, uint32_t ch, uint32_t excl, const char *p, size_t n) {
    list *l = &members[ch][w->idx];
    for (int i = 0; i < l->n; i++) if (l->m[i]->id != excl) give(w, l->m[i], p, n);
}
static void drain(struct worker *w, buf *mine) {
    uint64_t x;
    if (read(w->ev, &x, 8) < 0) {}
    pthread_mutex_lock(&w->mu);
    buf t = w->box; w->box = *mine; w->box.n = 0; w->rung = false;
    pthread_mutex_unlock(&w->mu);
    *mine = t;
    for (size_t o = 0; o < t.n;) {
        rec r; memcpy(&r, t.b + o, sizeof r); o += sizeof r;
        if (r.kind == 0) chan_local(w, r.key, r.excl, t.b + o, r.len);
        else { conn *c = by_id[r.key]; if (c) give(w, c, t.b + o, r.len); }
        o += r.len;
    }
}
static void line(struct worker *w, conn *c, char *p, char *e) {
    char b[1200];
    size_t n = (size_t)(e - p);
    if (n > 8 && !memcmp(p, "PRIVMSG ", 8)) {
        if (n > 900) return;
        size_t k = (size_t)snprintf(b, 64, ":%s!u@localhost ", c->nick);
        memcpy(b + k, p, n); k += n; b[k++] = '\r'; b[k++] = '\n';
        if (p[8] == '#') {
            uint32_t ch = (uint32_t)atoi(p + 10) % MAXC;
            chan_local(w, ch, c->id, b, k);
            for (int t = 0; t < T; t++) if (t != w->idx) post(&W[t], 0, ch, c->id, b, k);
        } else {
            uint32_t id = (uint32_t)strtoul(p + 9, NULL, 16) % MAXID;
            conn *d = by_id[id];
            if (!d) return;
            if (d->th == w->idx) give(w, d, b, k); else post(&W[d->th], 1, id, 0, b, k);
        }
    } else if (n > 5 && !memcmp(p, "NICK ", 5)) {
        snprintf(c->nick, sizeof c->nick, "%.*s", (int)(n - 5), p + 5);
        c->id = (uint32_t)strtoul(c->nick + 1, NULL, 16) % MAXID;
        by_id[c->id] = c;
    } else if (n > 5 && !memcmp(p, "USER ", 5)) {
        int k = snprintf(b, sizeof b, ":l 001 %s :hi\r\n:l 376 %s :end\r\n", c->nick, c->nick);
        give(w, c, b, (size_t)k);
    } else if (n > 5 && !memcmp(p, "JOIN ", 5)) {
        uint32_t ch = (uint32_t)atoi(p + 7) % MAXC;
        add(&members[ch][w->idx], c);
        int k = snprintf(b, sizeof b, ":%s!u@h JOIN %.*s\r\n:l 366 %s %.*s :end\r\n", c->nick, (int)(n - 5), p + 5, c->nick, (int)(n - 5), p + 5);
        give(w, c, b, (size_t)k);
    }
}
static void drop(conn *c) {
    if (by_id[c->id] == c) by_id[c->id] = NULL;
    for (int i = 0; i < MAXC; i++) { list *l = &members[i][c->th]; for (int j = 0; j < l->n; j++) if (l->m[j] == c) l->m[j--] = l->m[--l->n]; }
    close(c->fd);
    c->fd = -1;
}
#define RB 262144
static void readable(struct worker *w, conn *c) {
    if (c->plen) memcpy(w->rb, c->part, c->plen);
    ssize_t r = recv(c->fd, w->rb + c->plen, RB - c->plen, MSG_DONTWAIT);
    if (r <= 0) { if (r < 0 && errno == EAGAIN) return; drop(c); return; }
    char *p = w->rb, *end = w->rb + c->plen + r;
    for (;;) {
        char *e = memchr(p, '\n', (size_t)(end - p));
        if (!e) break;
        line(w, c, p, e > p && e[-1] == '\r' ? e - 1 : e);
        p = e + 1;
    }
    c->plen = (uint32_t)(end - p);
    if (c->plen) { if (!c->part) c->part = malloc(4096); if (c->plen > 4096) c->plen = 0; memcpy(c->part, p, c->plen); }
}
static void *work(void *a) {
    struct worker *w = a;
    buf mine = {0};
    static __thread struct epoll_event ev[1024];
    for (;;) {
        int k = epoll_wait(w->ep, ev, 1024, -1);
        for (int i = 0; i < k; i++) {
            void *x = ev[i].data.ptr;
            if (x == &w->ls) {
                for (;;) {
                    int fd = accept4(w->ls, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC), one = 1;
                    if (fd < 0) break;
                    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                    conn *c = calloc(1, sizeof *c);
                    c->fd = fd; c->th = (uint8_t)w->idx;
                    struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
                    epoll_ctl(w->ep, EPOLL_CTL_ADD, fd, &e);
                }
            } else if (x == &w->ev) drain(w, &mine);
            else {
                conn *c = x;
                if (c->fd >= 0 && ev[i].events & EPOLLOUT && c->olen) sent(c, send(c->fd, c->ob, c->olen, MSG_NOSIGNAL | MSG_DONTWAIT));
                if (c->fd >= 0 && ev[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) readable(w, c);
            }
        }
        if (w->nd) flush(w);
    }
    return NULL;
}
int main(int argc, char **argv) {
    if (argc < 4) return 2;
    port = atoi(argv[1]); T = atoi(argv[3]);
    mode = !strcmp(argv[2], "direct") ? DIRECT : BATCH;
    struct rlimit r; getrlimit(RLIMIT_NOFILE, &r); r.rlim_cur = r.rlim_max; setrlimit(RLIMIT_NOFILE, &r);
    signal(SIGPIPE, SIG_IGN);
    pthread_t t;
    for (int i = 0; i < T; i++) {
        struct worker *w = &W[i];
        int one = 1;
        w->idx = i; w->ep = epoll_create1(0); w->ev = eventfd(0, EFD_NONBLOCK); w->rb = malloc(RB + 4096);
        pthread_mutex_init(&w->mu, NULL);
        w->ls = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        setsockopt(w->ls, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
        setsockopt(w->ls, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
        struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
        a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (bind(w->ls, (struct sockaddr *)&a, sizeof a) || listen(w->ls, 4096)) { perror("listen"); return 1; }
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = &w->ls};
        epoll_ctl(w->ep, EPOLL_CTL_ADD, w->ls, &e);
        e.data.ptr = &w->ev;
        epoll_ctl(w->ep, EPOLL_CTL_ADD, w->ev, &e);
    }
    for (int i = 0; i < T; i++) {
        if (i) pthread_create(&t, NULL, work, &W[i]);
    }
    work(&W[0]);
}
