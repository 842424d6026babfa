using System.Buffers.Text;
using System.Text;
using Parlance.Domain;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.History;

/// <summary>Which page of a result is wanted (XEP-0059): the first after an entry, or the last before one. An entry need not be among the results, but must be in the archive.</summary>
internal readonly record struct PageWish(int Most, EventId After, EventId Before, bool FromNewest)
{
    /// <summary>Results of a page for who does not say how many.</summary>
    public const int UsualMost = 100;

    /// <summary>Only how many results there are is asked.</summary>
    public bool IsCount => Most == 0;

    /// <param name="query">What has the <c>set</c>, or has none.</param>
    /// <param name="most">Results of a page, whoever asks.</param>
    /// <param name="wish">The page.</param>
    /// <returns>What is wrong with it; null: nothing.</returns>
    public static StanzaError? Read(in Element query, int most, out PageWish wish)
    {
        var set = query.Child("set"u8, Mam.Rsm);
        var max = set.Child("max"u8, Mam.Rsm);
        var after = set.Child("after"u8, Mam.Rsm);
        var before = set.Child("before"u8, Mam.Rsm);
        wish = new(Math.Min(UsualMost, most), default, default, !before.IsNone);
        if (!set.Child("index"u8, Mam.Rsm).IsNone) return StanzaError.FeatureNotImplemented;
        if (!max.IsNone)
        {
            if (!Utf8Parser.TryParse(max.Text, out int number, out var used) || used != max.Text.Length || number < 0) return StanzaError.BadRequest;
            wish = wish with { Most = Math.Min(number, most) };
        }

        if (!after.IsNone && after.Text is { IsEmpty: false } low)
        {
            if (!TryId(low, out var id)) return StanzaError.ItemNotFound;
            wish = wish with { After = id };
        }

        if (!before.IsNone && before.Text is { IsEmpty: false } high)
        {
            if (!TryId(high, out var id)) return StanzaError.ItemNotFound;
            wish = wish with { Before = id };
        }

        return null;
    }

    public static bool TryId(ReadOnlySpan<byte> text, out EventId id)
    {
        id = default;
        return text.Length == EventId.Length && EventId.TryParse(Encoding.UTF8.GetString(text), out id);
    }
}
