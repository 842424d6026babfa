# shellcheck shell=bash disable=SC2034  # what it sets is read by who sources it
# Starts and ends the servers that the load scripts measure; sourced, not run. Everything is on loopback.
#   PARLANCE   the server's command     (default: the Release build, made when missing)
#   INSPIRCD   where its package is     (default: unpacked beside the system by `bench/compare install`)
#   WORK       binaries, configs, logs  (default: artifacts/bench)
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
WORK=${WORK:-$root/artifacts/bench}
INSPIRCD=${INSPIRCD:-$WORK/inspircd}
PARLANCE=${PARLANCE:-$root/src/Parlance/bin/Release/net10.0/parlance}
mkdir -p "$WORK"
ulimit -n "$(ulimit -Hn)"

PID=0 PORT=0 TLS_PORT=0 DATA=

note() { echo "# $*" >&2; }

build_load() {
    make -s -C "$root/bench/load" OUT="$WORK" || { note "the generators need gcc, make and libssl-dev"; exit 1; }
    if [ "$PARLANCE" = "$root/src/Parlance/bin/Release/net10.0/parlance" ]; then
        dotnet build "$root/src/Parlance" -c Release -v q --nologo -p:RunAnalyzers=false >&2 || exit 1
    fi
}

install_inspircd() { # daemons conflict as packages: this one is unpacked beside the system
    (cd "$WORK" && apt-get download inspircd && mkdir -p inspircd && dpkg-deb -x inspircd_*.deb inspircd)
}

free_port() { # below the ports the system hands to clients
    PORT=$((20000 + RANDOM % 10000))
    while (exec 3<> "/dev/tcp/127.0.0.1/$PORT") 2> /dev/null; do PORT=$((PORT + 1)); done
}

wait_port() {
    for _ in $(seq 200); do
        (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null && return 0
        kill -0 "$PID" 2> /dev/null || return 1
        sleep .05
    done
    return 1
}

# start_server KIND [EXTRA_TOML]: floor | inspircd | parlance | parlance-tls | parlance-log
# LIMITS=on keeps the limits; FILES=n gives the server so few descriptors
start_server() {
    free_port
    DATA=$WORK/run-$1
    rm -rf "$DATA"
    mkdir -p "$DATA"
    case $1 in
    floor) "$WORK/floor" "$PORT" batch 1 > "$DATA/out" 2>&1 & ;;
    inspircd) inspircd_config > "$DATA/i.conf"; : > "$DATA/motd"
        "$INSPIRCD/usr/sbin/inspircd" --runasroot --nofork --config="$DATA/i.conf" > "$DATA/out" 2>&1 & ;;
    parlance*) parlance_config "$1" "${2:-}" > "$DATA/f.toml"
        (ulimit -n "${FILES:-$(ulimit -Hn)}"; exec $PARLANCE run --config "$DATA/f.toml") > "$DATA/out" 2>&1 & ;;
    *) note "unknown server $1"; exit 2 ;;
    esac
    PID=$!
    TLS_PORT=$((PORT + 10000))
    if ! wait_port "$PORT"; then note "$1 did not start:"; tail -5 "$DATA/out" >&2; stop_server; return 1; fi
    sleep 1
}

stop_server() {
    kill "$PID" 2> /dev/null
    for _ in $(seq 50); do kill -0 "$PID" 2> /dev/null || break; sleep .1; done
    kill -9 "$PID" 2> /dev/null
    wait "$PID" 2> /dev/null
    return 0
}

inspircd_config() {
    cat << EOF
<config format="xml">
<path configdir="$DATA" datadir="$DATA" logdir="$DATA" moduledir="$INSPIRCD/usr/lib/inspircd/modules">
<pid file="$DATA/pid">
<server name="a.test" description="bench" network="Bench" id="1AA">
<admin name="x" nick="x" email="x@x">
<bind address="127.0.0.1" port="$PORT" type="clients">
<connect name="main" allow="*" timeout="120" pingfreq="900" hardsendq="1G" softsendq="1G" recvq="64M" threshold="1000000000" commandrate="1000000000" fakelag="no" localmax="1000000" globalmax="1000000" limit="1000000" resolvehostnames="no" maxchans="1000" maxconnwarn="no" useident="no">
<performance softlimit="100000" somaxconn="4096" netbuffersize="65534" nouserdns="yes" clonesonconnect="no">
<limits maxnick="31" maxchan="64">
<options> <files motd="$DATA/motd">
<log method="file" type="* -USERINPUT -USEROUTPUT" level="default" target="$DATA/log">
<badhost host="none@none" reason="x">
EOF
}

parlance_config() {
    local messages=false
    [ "$1" = parlance-log ] && messages=true
    cat << EOF
[server]
name = "par.test"
sid = "1PA"
network = "Bench"
domain = "localhost"
[data]
dir = "$DATA/data"
[[listen.irc]]
address = "127.0.0.1"
port = $PORT
[[listen.irc]]
address = "127.0.0.1"
port = $((PORT + 10000))
tls = true
[history]
enabled = $messages
[log]
messages = $messages
durability = "ack"
[logging]
level = "warning"
[limits]
EOF
    if [ "${LIMITS:-off}" = on ]; then
        printf 'messages_burst = 200\nmessages_per_second = 100\nconnections_per_address = 100\n'
    else
        printf 'enabled = false\nsend_queue = "1GiB"\nreceive_queue = "64MiB"\nping_interval = "15m"\nping_timeout = "15m"\n'
    fi
    echo "${2:-}"
}

rss_kb() { awk '/^VmRSS:/ { print $2 }' "/proc/$PID/status" 2> /dev/null; }
peak_kb() { awk '/^VmHWM:/ { print $2 }' "/proc/$PID/status" 2> /dev/null; }
reset_peak() { echo 5 > "/proc/$PID/clear_refs"; }
