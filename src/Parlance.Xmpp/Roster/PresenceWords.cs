using Parlance.Domain.Users;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Roster;

/// <summary>A presence between its stanza and what is kept of it (RFC 6121 §4.7).</summary>
public static class PresenceWords
{
    /// <summary>UTF-8 bytes of the words beside a presence.</summary>
    public const int StatusBytesMax = 1024;

    /// <summary>UTF-8 bytes of the further elements of a presence.</summary>
    public const int ExtensionBytesMax = 16 << 10;

    /// <summary>Reads what a client says of itself. False: it is malformed or too long.</summary>
    public static bool TryRead(in Element stanza, XmlPen pen, out Presence presence)
    {
        presence = new(Show.Available, 0);
        string? status = null;
        var hasShow = false;
        foreach (var child in stanza.Children)
        {
            if (!child.Namespace.SequenceEqual("jabber:client"u8)) pen.Copy(child);
            else if (child.Name.SequenceEqual("show"u8))
            {
                if (hasShow || ShowOf(child.Text) is not { } show) return Forget(pen);
                hasShow = true;
                presence = presence with { Show = show };
            }
            else if (child.Name.SequenceEqual("priority"u8))
            {
                if (!sbyte.TryParse(child.TextString, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var priority)) return Forget(pen);
                presence = presence with { Priority = priority };
            }
            else if (child.Name.SequenceEqual("status"u8))
            {
                if (child.Text.Length > StatusBytesMax) return Forget(pen);
                status ??= child.TextString;
            }
        }

        presence = presence with { Status = string.IsNullOrEmpty(status) ? null : status, Extensions = pen.Written.ToArray() };
        pen.Forget();
        return presence.Extensions.Length <= ExtensionBytesMax;
    }

    /// <summary>Writes what is kept into a stanza that has begun.</summary>
    public static XmlPen Presence(this XmlPen pen, Presence presence)
    {
        if (WordOf(presence.Show) is { IsEmpty: false } show) pen.Element("show"u8, show);
        if (presence.Status is { } status) pen.Element("status"u8, status);
        if (presence.Priority != 0) pen.Open("priority"u8).Text(presence.Priority).Close();
        return presence.Extensions.IsEmpty ? pen : pen.Raw(presence.Extensions.Span);
    }

    private static bool Forget(XmlPen pen)
    {
        pen.Forget();
        return false;
    }

    private static Show? ShowOf(ReadOnlySpan<byte> word) => word switch
    {
        _ when word.SequenceEqual("chat"u8) => Show.Chat,
        _ when word.SequenceEqual("away"u8) => Show.Away,
        _ when word.SequenceEqual("xa"u8) => Show.ExtendedAway,
        _ when word.SequenceEqual("dnd"u8) => Show.DoNotDisturb,
        _ => null,
    };

    private static ReadOnlySpan<byte> WordOf(Show show) => show switch
    {
        Show.Chat => "chat"u8,
        Show.Away => "away"u8,
        Show.ExtendedAway => "xa"u8,
        Show.DoNotDisturb => "dnd"u8,
        _ => default,
    };
}
