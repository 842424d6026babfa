using System.Text;

namespace Parlance.Domain.Metadata;

/// <summary>Keys and values that may be kept with a user or a room (IRCv3 draft/metadata-2, "Keys and Values").</summary>
public static class MetadataKey
{
    /// <summary>Characters of a key.</summary>
    public const int LengthMax = 64;

    /// <summary>Small letters, digits and <c>_./-</c>.</summary>
    public static bool IsKey(string text) =>
        text.Length is > 0 and <= LengthMax && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '.' or '/' or '-');

    /// <summary>Why a value (null: its removal) cannot be put beside what is kept; null: it can.</summary>
    internal static Refusal? Refuses(IReadOnlyDictionary<string, string>? kept, string key, string? value, Limits limits)
    {
        if (!IsKey(key)) return new(RefusalCode.BadParameter, key);
        var has = kept?.ContainsKey(key) == true;
        if (value is null) return has ? null : new(RefusalCode.NothingToDo, key);
        if (Encoding.UTF8.GetByteCount(value) > limits.MetadataValueBytes) return new(RefusalCode.TooLong, $"{limits.MetadataValueBytes}");
        return has || (kept?.Count ?? 0) < limits.MetadataKeys ? null : new(RefusalCode.ListFull, "metadata");
    }

    /// <summary>What is kept once the value is set, or (null) gone; null when nothing is left.</summary>
    internal static SortedDictionary<string, string>? With(SortedDictionary<string, string>? kept, string key, string? value)
    {
        kept ??= new(StringComparer.Ordinal);
        if (value is null) kept.Remove(key);
        else kept[key] = value;
        return kept.Count == 0 ? null : kept;
    }
}
