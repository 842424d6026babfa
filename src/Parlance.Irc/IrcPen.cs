using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Engine.Buffers;
using Parlance.Irc.Capabilities;

namespace Parlance.Irc;

/// <summary>Writes IRC lines: tags by capability, source, words, one trailing parameter. The only place that knows where spaces and colons go.</summary>
public sealed class IrcPen(BufferPool pool)
{
    private byte[] _line = new byte[16 << 10];
    private int _length;
    private int _tags;
    private int _bodyAt;
    private ByteQueue _lines;
    private long _timeOf = -1;
    private readonly byte[] _time = new byte[24];

    /// <summary>The capabilities of those who will read it.</summary>
    public Capability Caps { get; private set; }

    public bool Has(Capability capability) => (Caps & capability) != 0;

    /// <summary>Begins to write for these readers; what was written before must have been taken.</summary>
    public IrcPen For(Capability caps)
    {
        Caps = caps;
        return this;
    }

    /// <summary>The lines written since they were last taken.</summary>
    public ReadOnlySpan<byte> Written => _lines.Bytes;

    /// <summary>Bytes of the line at hand, without its tags.</summary>
    public int BodyLength => _length - _bodyAt;

    public void Forget() => _lines.Clear(pool);

    /// <summary>Begins a line about an event: its time, its id if it is a message, and what its author is, as far as the readers know these tags.</summary>
    public IrcPen About(in Utterance what, User? author)
    {
        Begin();
        if ((Caps & (Capability.TagsOfEvents | Capability.RelayMessage)) == 0) return this;
        ref readonly var at = ref what.At;
        if (Has(Capability.ServerTime)) Time(at.Stamp.Wall);
        if (Has(Capability.MessageTags) && what.Event is MessageSent message)
        {
            Span<byte> id = stackalloc byte[EventId.Length];
            at.Id.Write(id);
            Tag("msgid"u8, id);
            if (!message.ClientTags.IsEmpty) RawTags(message.ClientTags.Span);
        }

        if (what.Event is MessageSent { RelayedAs: not null })
        {
            if (Has(Capability.RelayMessage) && author is not null) Tag("draft/relaymsg"u8, author.Nick);
            return this;
        }

        return OfAuthor(author);
    }

    /// <summary>Begins a further line about an event that takes several: without what belongs to the first alone.</summary>
    public IrcPen AboutRest(in Utterance what, User? author)
    {
        Begin();
        if (Has(Capability.ServerTime)) Time(what.At.Stamp.Wall);
        return what.Event is MessageSent { RelayedAs: not null } ? this : OfAuthor(author);
    }

    private IrcPen OfAuthor(User? author)
    {
        if (author is null) return this;
        if (Has(Capability.AccountTag) && author.Account is { } account) Tag("account"u8, account);
        if (Has(Capability.MessageTags) && author.IsBot) Tag("bot"u8, default(ReadOnlySpan<byte>));
        return this;
    }

    /// <summary>Begins a line without an event behind it.</summary>
    public IrcPen Begin()
    {
        _length = 0;
        _tags = 0;
        return this;
    }

    public IrcPen Time(Instant at)
    {
        if (at.Milliseconds != _timeOf)
        {
            at.ToDateTime().UtcDateTime.TryFormat(_time, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            _timeOf = at.Milliseconds;
        }

        return Tag("time"u8, _time);
    }

    /// <summary>A tag; the value must need no escaping. Empty value: the bare key.</summary>
    public IrcPen Tag(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Put(_tags++ == 0 ? (byte)'@' : (byte)';');
        Put(key);
        if (value.IsEmpty) return this;
        Put((byte)'=');
        Put(value);
        return this;
    }

    /// <summary>A tag whose value is escaped as needed (IRCv3 message-tags).</summary>
    public IrcPen Tag(ReadOnlySpan<byte> key, string value)
    {
        Tag(key, default(ReadOnlySpan<byte>));
        if (value.Length == 0) return this;
        Put((byte)'=');
        foreach (var c in value)
            switch (c)
            {
                case ';': Put("\\:"u8); break;
                case ' ': Put("\\s"u8); break;
                case '\\': Put("\\\\"u8); break;
                case '\r': Put("\\r"u8); break;
                case '\n': Put("\\n"u8); break;
                default: Put(c); break;
            }

        return this;
    }

    /// <summary>Tags as they stand on a line, without <c>@</c>.</summary>
    public IrcPen RawTags(ReadOnlySpan<byte> tags) => Tag(tags, default(ReadOnlySpan<byte>));

    /// <summary>The source: a user, or null for the server <paramref name="server"/>.</summary>
    public IrcPen From(User? user, string server) => user is null ? From(server) : From(user.Source);

    public IrcPen From(string source)
    {
        CloseTags();
        Put((byte)':');
        Put(source);
        return this;
    }

    public IrcPen From(ReadOnlySpan<byte> source)
    {
        CloseTags();
        Put((byte)':');
        Put(source);
        return this;
    }

    /// <summary>A line without a source.</summary>
    public IrcPen Bare(ReadOnlySpan<byte> verb)
    {
        CloseTags();
        Put(verb);
        return this;
    }

    public IrcPen Word(ReadOnlySpan<byte> word)
    {
        Put((byte)' ');
        Put(word);
        return this;
    }

    public IrcPen Word(string word)
    {
        Put((byte)' ');
        Put(word);
        return this;
    }

    /// <summary>A word (or several) from outside in the middle of a line: <c>*</c> stands for one that would be lost or end the line's words.</summary>
    public IrcPen Middle(string word) => Word(word.Length == 0 || word[0] == ':' ? "*" : word);

    public IrcPen Word(long number)
    {
        Put((byte)' ');
        return Add(number);
    }

    public IrcPen Add(long number)
    {
        Room(20);
        Utf8Formatter.TryFormat(number, _line.AsSpan(_length), out var written);
        _length += written;
        return this;
    }

    /// <summary>A room's name in IRC's form.</summary>
    public IrcPen Channel(string name)
    {
        Put(" #"u8);
        Put(name);
        return this;
    }

    public IrcPen Trail(ReadOnlySpan<byte> text)
    {
        Put(" :"u8);
        Put(text);
        return this;
    }

    public IrcPen Trail(string text)
    {
        Put(" :"u8);
        Put(text);
        return this;
    }

    /// <summary>The last parameter: with a colon only where the grammar needs one.</summary>
    public IrcPen Last(string word) => word.Length == 0 || word[0] == ':' || word.Contains(' ', StringComparison.Ordinal) ? Trail(word) : Word(word);

    /// <summary>More of the word or text at hand.</summary>
    public IrcPen Add(ReadOnlySpan<byte> bytes)
    {
        Put(bytes);
        return this;
    }

    public IrcPen Add(string text)
    {
        Put(text);
        return this;
    }

    public void End()
    {
        Put("\r\n"u8);
        _lines.Append(_line.AsSpan(0, _length), pool);
        _length = 0;
    }

    private void CloseTags()
    {
        if (_tags > 0) Put((byte)' ');
        _bodyAt = _length;
    }

    private void Put(byte one)
    {
        Room(1);
        _line[_length++] = one;
    }

    private void Put(char c)
    {
        if (c < 0x80) Put((byte)c);
        else Put(new ReadOnlySpan<char>(in c));
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_line.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Put(ReadOnlySpan<char> text)
    {
        Room(text.Length * 3);
        _length += Encoding.UTF8.GetBytes(text, _line.AsSpan(_length));
    }

    private void Room(int more)
    {
        if (_line.Length - _length < more) Array.Resize(ref _line, Math.Max(_line.Length * 2, _length + more));
    }
}
