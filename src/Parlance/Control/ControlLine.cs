using System.Net.Sockets;

namespace Parlance.Control;

/// <summary>Lines of bytes from a socket, bounded, and to it.</summary>
internal sealed class ControlLine(Socket socket, int lengthMax)
{
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>The last line was longer than allowed: nothing more is read.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The next line without its end; null when the other side is done or <see cref="TooLong"/>. Valid until the next call.</summary>
    public ReadOnlyMemory<byte>? Next()
    {
        var searched = _start;
        while (true)
        {
            var found = _buffer.AsSpan(searched.._end).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var line = _buffer.AsMemory(_start..(searched + found));
                _start = searched + found + 1;
                return line;
            }

            if (_end - _start > lengthMax)
            {
                TooLong = true;
                return null;
            }

            MakeRoom();
            searched = _end;
            var got = socket.Receive(_buffer.AsSpan(_end));
            if (got == 0) return null;
            _end += got;
        }
    }

    public static void Send(Socket to, ReadOnlySpan<byte> line)
    {
        SendAll(to, line);
        SendAll(to, "\n"u8);
    }

    private static void SendAll(Socket to, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[to.Send(bytes)..];
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}
