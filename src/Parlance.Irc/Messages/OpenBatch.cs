using System.Text;
using Parlance.Domain.Messages;
using Parlance.Engine;

namespace Parlance.Irc.Messages;

/// <summary>A multiline message that a client is sending (<c>draft/multiline</c>): its lines so far. A client has one at a time.</summary>
/// <param name="Reference">What the client calls it.</param>
/// <param name="Target">To whom it goes.</param>
/// <param name="Tags">The client-only tags of its opening.</param>
/// <param name="Label">The label of its opening, for the answer to its end; null: none.</param>
/// <param name="Due">When it must have ended (monotonic ms).</param>
internal sealed record OpenBatch(string Reference, string Target, byte[] Tags, string? Label, long Due)
{
    /// <summary>How long a client may take from its opening to its end, in milliseconds.</summary>
    public const int OpenMillisecondsMax = 60_000;

    /// <summary>Bytes of a reference.</summary>
    public const int ReferenceMax = 64;

    private readonly List<int> _joined = [];
    private byte[] _text = [];
    private int _length;
    private int _counted;

    public int Lines { get; private set; }
    public MessageKind Kind { get; private set; }
    public ReadOnlyMemory<byte> Text => _text.AsMemory(0, _length);
    public IReadOnlyList<int>? Joined => _joined.Count > 0 ? _joined : null;

    /// <summary>Nothing was said: it has no line, or only blank ones.</summary>
    public bool IsBlank => !Text.Span.ContainsAnyExcept((byte)'\n');

    /// <summary>Takes one more line. Not null: what is wrong, and the batch is void.</summary>
    public BatchFault? Add(MessageKind kind, ReadOnlySpan<byte> target, ReadOnlySpan<byte> line, bool joins, LimitSettings limits)
    {
        var name = Encoding.UTF8.GetString(target);
        if (!name.Equals(Target, StringComparison.OrdinalIgnoreCase)) return new("MULTILINE_INVALID_TARGET", "The line has another target than its batch", Target, name);
        if (Lines > 0 && kind != Kind) return new("MULTILINE_INVALID", "All lines of a batch must be of one command");
        if (joins && line.IsEmpty) return new("MULTILINE_INVALID", "A blank line cannot continue another");
        if (Lines == limits.MultilineMaxLines) return new("MULTILINE_MAX_LINES", "Multiline batch max-lines exceeded", $"{limits.MultilineMaxLines}");

        _counted += line.Length + (Lines > 0 && !joins ? 1 : 0);
        if (_counted > limits.MultilineMaxBytes) return new("MULTILINE_MAX_BYTES", "Multiline batch max-bytes exceeded", $"{limits.MultilineMaxBytes}");

        Kind = kind;
        if (_text.Length < _length + line.Length + 1) Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + line.Length + 1));
        if (Lines > 0)
        {
            _text[_length++] = (byte)'\n';
            if (joins) _joined.Add(Lines);
        }

        line.CopyTo(_text.AsSpan(_length));
        _length += line.Length;
        Lines++;
        return null;
    }
}

/// <summary>Why a batch is void, as <c>FAIL BATCH</c> says it.</summary>
internal sealed record BatchFault(string Code, string Text, params string[] Context);
