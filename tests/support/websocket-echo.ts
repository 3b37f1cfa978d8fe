/** A WebSocket server in Python, as a learner might have one: it echoes short texts on port 9000 of every address. */
export const WEBSOCKET_ECHO = `
import base64, hashlib, socketserver
class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        lines = iter(self.rfile.readline, b'\\r\\n')
        words = dict(line.strip().split(b': ', 1) for line in lines if b': ' in line)
        key = next(words[name] for name in words if name.lower() == b'sec-websocket-key')
        seal = hashlib.sha1(key + b'258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest()
        self.wfile.write(b'HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n'
            b'Sec-WebSocket-Accept: ' + base64.b64encode(seal) + b'\\r\\n\\r\\n')
        while head := self.rfile.read(2):
            size, mask = head[1] & 127, self.rfile.read(4)
            text = bytes(byte ^ mask[i % 4] for i, byte in enumerate(self.rfile.read(size)))
            self.wfile.write(head[:1] + bytes([size]) + text)
socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(('', 9000), Echo).serve_forever()
`;
