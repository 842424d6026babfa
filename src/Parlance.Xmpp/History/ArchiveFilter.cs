using System.Globalization;
using System.Text;
using Parlance.Domain;
using Parlance.Log;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.History;

/// <summary>What the form of a question narrows an archive to (XEP-0313 §4.1).</summary>
internal sealed class ArchiveFilter
{
    /// <summary>Only what was said to or by this address.</summary>
    public Jid? With { get; private set; }

    /// <summary>From this moment on.</summary>
    public Instant? Start { get; private set; }

    /// <summary>Up to this moment and with it.</summary>
    public Instant? End { get; private set; }
    public EventId AfterId { get; private set; }
    public EventId BeforeId { get; private set; }

    /// <summary>Only these; null: all.</summary>
    public IReadOnlyList<EventId>? Ids { get; private set; }

    private readonly HashSet<string> _met = new(StringComparer.Ordinal);

    /// <param name="dialect">Reads addresses.</param>
    /// <param name="form">The form; none: nothing is narrowed.</param>
    /// <param name="filter">What it says.</param>
    /// <returns>What is wrong with it; null: nothing.</returns>
    public static StanzaError? Read(XmppDialect dialect, in Element form, out ArchiveFilter filter)
    {
        filter = new();
        if (form.IsNone) return null;
        if (!form["type"u8].SequenceEqual("submit"u8)) return StanzaError.BadRequest;
        foreach (var field in form.Children)
            if (field.Is("field"u8, Mam.Form) && filter.Take(dialect, field) is { } error) return error;
        return null;
    }

    private StanzaError? Take(XmppDialect dialect, in Element field)
    {
        var name = field.Get("var"u8) ?? "";
        var value = field.Child("value"u8, Mam.Form).Text;
        // Each field counts once, so that a form has as many as there are kinds.
        if (!_met.Add(name)) return StanzaError.BadRequest;
        switch (name)
        {
            case "FORM_TYPE": return value.SequenceEqual(Mam.Ns) ? null : StanzaError.BadRequest;
            case "with": return (With = dialect.Jids.Read(value)) is null ? StanzaError.JidMalformed : null;
            case "start": return (Start = Moment(value)) is null ? StanzaError.BadRequest : null;
            case "end": return (End = Moment(value)) is null ? StanzaError.BadRequest : null;
            case "after-id":
            case "before-id":
                if (!PageWish.TryId(value, out var id)) return StanzaError.ItemNotFound;
                if (name == "after-id") AfterId = id;
                else BeforeId = id;
                return null;
            case "ids": return TakeIds(field);
            default: return StanzaError.FeatureNotImplemented;
        }
    }

    private StanzaError? TakeIds(in Element field)
    {
        var ids = new HashSet<EventId>();
        foreach (var value in field.Children)
        {
            if (!value.Is("value"u8, Mam.Form)) continue;
            if (!PageWish.TryId(value.Text, out var id)) return StanzaError.ItemNotFound;
            if (ids.Add(id) && ids.Count > ArchiveQuery.IdsMax) return StanzaError.PolicyViolation;
        }

        Ids = [.. ids];
        return ids.Count == 0 ? StanzaError.BadRequest : null;
    }

    /// <summary>XEP-0082; null: it is no time.</summary>
    private static Instant? Moment(ReadOnlySpan<byte> text)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, utc, out var at) ? new Instant(Math.Max(0, at.ToUnixTimeMilliseconds())) : null;
    }
}
