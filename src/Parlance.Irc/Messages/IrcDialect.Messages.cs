using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine.Words;
using Parlance.Irc.Wire;

namespace Parlance.Irc;

/// <summary>What happens to a text between the line it came on and those who hear it.</summary>
public sealed partial class IrcDialect
{
    private ClientTags _passedOn = ClientTags.All;
    private string _deny = "";
    private byte[] _text = new byte[8 << 10];
    private byte[] _plain = new byte[8 << 10];
    private byte[] _tags = new byte[8 << 10];

    /// <summary>The bytes in a place that outlives the line; valid until the next message.</summary>
    public ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> text)
    {
        if (_text.Length < text.Length) _text = new byte[text.Length * 2];
        text.CopyTo(_text);
        return _text.AsMemory(0, text.Length);
    }

    /// <summary>The client-only tags that may be passed on.</summary>
    public ReadOnlyMemory<byte> KeepClientTags(ReadOnlySpan<byte> tags)
    {
        if (_tags.Length < tags.Length) _tags = new byte[tags.Length * 2];
        return _tags.AsMemory(0, PassedOn.CopyTo(tags, _tags));
    }

    /// <summary>Which client-only tags the settings let through; read again when they are new.</summary>
    private ClientTags PassedOn
    {
        get
        {
            var deny = Node.Settings.Limits.ClientTagDeny;
            if (!ReferenceEquals(deny, _deny) && ClientTags.TryParse(_deny = deny, out var tags)) _passedOn = tags;
            return _passedOn;
        }
    }

    /// <summary>The text as the room wants it: without colours (+S). Valid until the next message.</summary>
    public ReadOnlyMemory<byte> Dress(Room room, ReadOnlyMemory<byte> text)
    {
        if (!room.Has(RoomMode.StripColour) || !Formatting.IsIn(text.Span)) return text;
        if (_plain.Length < text.Length) _plain = new byte[text.Length * 2];
        return _plain.AsMemory(0, Formatting.Strip(text.Span, _plain));
    }

    /// <summary>What beyond the room's rules keeps a text from it. Null: nothing.</summary>
    public RefusalCode? Filters(IrcSession by, Room room, MessageKind kind, ReadOnlySpan<byte> text) =>
        Doors.BarsSpeech(Node.State, by.User!) ? RefusalCode.CannotSpeak
        : Spam.Bars(by, kind == MessageKind.Notice ? Domain.Operators.SpamTargets.Notice : Domain.Operators.SpamTargets.Channel, text, out _) ? RefusalCode.TextForbidden : null;
}
