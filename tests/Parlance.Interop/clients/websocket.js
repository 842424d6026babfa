// A transport for irc-framework over RFC 6455, for Node versions without a WebSocket of their own: text frames with the
// subprotocol text.ircv3.net, one IRC line each, as https://ircv3.net/specs/extensions/websocket says.
'use strict';
const crypto = require('crypto');
const http = require('http');
const { EventEmitter } = require('events');

const TEXT = 1, CLOSE = 8, PING = 9, PONG = 10;

module.exports = class WebSocketTransport extends EventEmitter {
    constructor(options) {
        super();
        this.options = options;
        this.socket = null;
        this.input = Buffer.alloc(0);
    }

    isConnected() {
        return this.socket !== null;
    }

    connect() {
        const request = http.request({
            host: this.options.host, port: this.options.port, path: '/',
            headers: {
                Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': 13,
                'Sec-WebSocket-Key': crypto.randomBytes(16).toString('base64'), 'Sec-WebSocket-Protocol': 'text.ircv3.net',
            },
        });
        request.on('upgrade', (response, socket, head) => {
            if (response.headers['sec-websocket-protocol'] !== 'text.ircv3.net') {
                socket.destroy();
                this.emit('close', new Error('subprotocol ' + response.headers['sec-websocket-protocol']));
                return;
            }
            this.socket = socket;
            socket.on('data', (bytes) => this.take(bytes));
            socket.on('close', () => { this.socket = null; this.emit('close'); });
            socket.on('error', () => {});
            this.emit('open');
            this.take(head);
        });
        request.on('response', (response) => this.emit('close', new Error('HTTP ' + response.statusCode)));
        request.on('error', (error) => this.emit('close', error));
        request.end();
    }

    writeLine(line, done) {
        this.frame(TEXT, Buffer.from(line), done);
    }

    close() {
        if (this.socket) this.frame(CLOSE, Buffer.alloc(0));
    }

    disposeSocket() {
        if (this.socket) this.socket.destroy();
    }

    setEncoding() {
        return true;
    }

    frame(opcode, payload, done) {
        const mask = crypto.randomBytes(4);
        const masked = Buffer.from(payload.map((byte, i) => byte ^ mask[i % 4]));
        const length = payload.length < 126 ? Buffer.from([0x80 | payload.length])
            : Buffer.from([0x80 | 126, payload.length >> 8, payload.length & 255]);
        this.socket.write(Buffer.concat([Buffer.from([0x80 | opcode]), length, mask, masked]), done);
    }

    take(bytes) {
        this.input = Buffer.concat([this.input, bytes]);
        for (;;) {
            if (this.input.length < 2) return;
            let start = 2, length = this.input[1] & 127;
            if (length === 126) {
                if (this.input.length < 4) return;
                start = 4;
                length = this.input.readUInt16BE(2);
            }
            if (this.input.length < start + length) return;
            const opcode = this.input[0] & 15, payload = this.input.subarray(start, start + length);
            this.input = this.input.subarray(start + length);
            if (opcode === TEXT) this.emit('line', payload.toString());
            else if (opcode === PING) this.frame(PONG, payload);
            else if (opcode === CLOSE && this.socket) this.socket.end();
        }
    }
};
