using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>Tags are what a plain split says; values survive escaping; what is passed on is permitted, once, and within the limit.</summary>
public static class TagsTarget
{
    private static readonly ClientTags[] Rules = [ClientTags.All, Parse("*,-typing,-draft/react"), Parse("typing,draft/reply"), Parse("*")];

    public static void Run(ReadOnlySpan<byte> input)
    {
        var plain = Encoding.Latin1.GetString(input).Split(';').Select(tag => tag.Split('=', 2)).Where(tag => tag[0].Length > 0).ToList();
        var read = new List<(string Key, string Value)>();
        foreach (var tag in IrcTags.In(input))
        {
            read.Add((Text(tag.Key), Text(tag.RawValue)));
            Assert.Equal(Text(tag.Key), (tag.IsClientOnly ? "+" : "") + (Text(tag.Key).Contains('/') ? Text(tag.Vendor) + "/" : "") + Text(tag.Name));
        }

        Assert.Equal(plain.Select(tag => (tag[0], tag.Length > 1 ? tag[1] : "")), read);
        foreach (var (key, _) in read)
        {
            Assert.True(IrcTags.Find(input, Encoding.Latin1.GetBytes(key), out var last));
            Assert.Equal(read.Last(tag => tag.Key == key).Value, Text(last));
            if (read.Count > 50) break;
        }

        Escapes(input);
        foreach (var rules in Rules) Copies(rules, input, read);
    }

    private static void Escapes(ReadOnlySpan<byte> value)
    {
        var escaped = new byte[TagValues.EscapedMax(value.Length)];
        var length = TagValues.Escape(value, escaped);
        Assert.False(escaped.AsSpan(0, length).ContainsAny("; \r\n"u8));
        var back = new byte[length];
        Assert.True(back.AsSpan(0, TagValues.Unescape(escaped.AsSpan(0, length), back)).SequenceEqual(value));
        Assert.True(TagValues.Unescape(value, new byte[value.Length]) <= value.Length);
    }

    private static void Copies(ClientTags rules, ReadOnlySpan<byte> input, List<(string Key, string Value)> read)
    {
        var to = new byte[input.Length];
        var copied = to.AsSpan(0, rules.CopyTo(input, to));
        Assert.True(copied.Length <= ClientTags.LengthMax);
        var keys = new HashSet<string>();
        foreach (var tag in IrcTags.In(copied))
        {
            Assert.True(rules.Permits(tag.Key) && tag.IsClientOnly && TagKeys.IsValid(tag.Key) && keys.Add(Text(tag.Key)));
            Assert.Contains((Text(tag.Key), Text(tag.RawValue)), read);
        }

        var again = new byte[copied.Length];
        Assert.True(copied.SequenceEqual(again.AsSpan(0, rules.CopyTo(copied, again))));
    }

    private static ClientTags Parse(string deny) => ClientTags.TryParse(deny, out var tags) ? tags : throw new InvalidOperationException(deny);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
