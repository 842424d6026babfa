// Conversations that irc-framework holds with a server. Usage: node framework.js PORT WEBSOCKET_PORT CHECK
// Prints `ok` and exits 0, or says what went wrong and exits 1.
'use strict';
const assert = require('assert');
const { Client } = require('irc-framework');

const [port, webSocketPort, name] = process.argv.slice(2);
const patience = setTimeout(() => fail(new Error('nothing for 15 s while waiting for: ' + waitingFor)), 15000);
let waitingFor = 'start';

function fail(error) {
    console.error(error.stack || error);
    process.exit(1);
}

function heard(client, event, fits = () => true) {
    waitingFor = `${client.options.nick}: ${event}`;
    return new Promise((resolve) => client.on(event, function take(e) {
        if (!fits(e)) return;
        client.off(event, take);
        resolve(e);
    }));
}

async function enter(nick, options = {}) {
    const client = new Client();
    client.requestCap(['labeled-response', 'batch', 'setname']);
    client.connect({
        host: '127.0.0.1', port: Number(port), nick, username: nick, gecos: nick + ' of the tests',
        auto_reconnect: false, enable_echomessage: true, ...options,
    });
    await heard(client, 'registered');
    return client;
}

async function join(client, room) {
    const inside = heard(client, 'userlist', (e) => e.channel === room);
    client.join(room);
    return inside;
}

const checks = {
    async capabilities() {
        const ana = await enter('ana');
        for (const cap of ['message-tags', 'echo-message', 'server-time', 'labeled-response', 'batch']) {
            assert(ana.network.cap.isEnabled(cap), cap + ' is not on');
        }
        assert.strictEqual(ana.network.name, 'TestNet');
    },

    async messages() {
        const ana = await enter('ana'), ben = await enter('ben');
        await join(ana, '#lobby');
        await join(ben, '#lobby');
        const atBen = heard(ben, 'privmsg'), echo = heard(ana, 'privmsg');
        ana.say('#lobby', 'tea at four', { '+draft/reply': 'abc' });
        const [there, here] = await Promise.all([atBen, echo]);
        assert.strictEqual(there.message, 'tea at four');
        assert.strictEqual(there.tags['+draft/reply'], 'abc');
        assert.strictEqual(there.tags.msgid, here.tags.msgid, 'one message, one id');
        assert(there.tags.msgid, 'no message id');
        assert(Math.abs(Date.now() - Date.parse(there.tags.time)) < 60000, 'time ' + there.tags.time);
    },

    async labels() {
        const ana = await enter('ana');
        const answer = heard(ana, 'raw', (e) => e.from_server && e.line.includes('PONG') && e.line.includes('label=one'));
        ana.raw('@label=one PING :tea');
        await answer;
    },

    async queries() {
        const ana = await enter('ana'), ben = await enter('ben');
        await join(ana, '#lobby');
        await join(ben, '#lobby');
        const who = heard(ana, 'wholist');
        ana.who('#lobby');
        assert.deepStrictEqual((await who).users.map((u) => u.nick).sort(), ['ana', 'ben']);
        const whois = heard(ana, 'whois');
        ana.whois('ben');
        const found = await whois;
        assert.strictEqual(found.real_name, 'ben of the tests');
        assert(found.channels.includes('#lobby'), found.channels);
    },

    async monitor() {
        const ana = await enter('ana');
        const offline = heard(ana, 'users offline');
        ana.addMonitor('ben');
        assert.deepStrictEqual((await offline).nicks, ['ben']);
        const online = heard(ana, 'users online');
        const ben = await enter('ben');
        assert((await online).nicks.includes('ben'));
        const gone = heard(ana, 'users offline');
        ben.quit('tea');
        assert.deepStrictEqual((await gone).nicks, ['ben']);
    },

    async tagmsg() {
        const ana = await enter('ana'), ben = await enter('ben');
        const typing = heard(ben, 'tagmsg');
        ana.tagmsg('ben', { '+typing': 'active' });
        const e = await typing;
        assert.strictEqual(e.nick, 'ana');
        assert.strictEqual(e.tags['+typing'], 'active');
    },

    async websocket() {
        const WebSocketTransport = require('./websocket');
        const ana = await enter('ana', { transport: WebSocketTransport, port: Number(webSocketPort) });
        const ben = await enter('ben');
        const message = heard(ben, 'privmsg');
        ana.say('ben', 'from a browser');
        assert.strictEqual((await message).message, 'from a browser');
    },
};

checks[name]().then(() => {
    clearTimeout(patience);
    console.log('ok');
    process.exit(0);
}, fail);
