using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Wire.Tests.Wire;

public sealed class TagTests
{
    [Theory]
    [InlineData("a;b=1;+c;d/e=2;+f/g=", "a|b=1|+c|d/e=2|+f/g=")]
    [InlineData("", "")]
    [InlineData(";;a;", "a")]
    [InlineData("=x;a", "a")]
    public void tags_come_one_by_one(string tags, string raw)
    {
        var read = new List<string>();
        foreach (var tag in IrcTags.In(Encoding.UTF8.GetBytes(tags))) read.Add(Text(tag.Raw));
        Assert.Equal(raw, string.Join('|', read));
    }

    [Theory]
    [InlineData("+draft/react=x", true, "draft", "react", "x")]
    [InlineData("+typing", true, "", "typing", "")]
    [InlineData("account=ana", false, "", "account", "ana")]
    [InlineData("example.org/a=b=c", false, "example.org", "a", "b=c")]
    public void a_tag_has_a_vendor_a_name_and_a_value(string text, bool isClientOnly, string vendor, string name, string value)
    {
        var tags = IrcTags.In(Encoding.UTF8.GetBytes(text));
        Assert.True(tags.MoveNext());
        var tag = tags.Current;
        Assert.Equal((isClientOnly, vendor, name, value), (tag.IsClientOnly, Text(tag.Vendor), Text(tag.Name), Text(tag.RawValue)));
    }

    [Theory]
    [InlineData("a=1;b=2;a=3", "a", "3")]
    [InlineData("a=1;a", "a", "")]
    [InlineData("a=1", "A", null)]
    [InlineData("+a=1", "a", null)]
    public void the_last_of_a_key_counts(string tags, string key, string? value)
    {
        Assert.Equal(value is not null, IrcTags.Find(Encoding.UTF8.GetBytes(tags), Encoding.UTF8.GetBytes(key), out var found));
        Assert.Equal(value ?? "", Text(found));
    }

    [Theory]
    [InlineData(@"a\sb\:c\\d\r\n", "a b;c\\d\r\n")]
    [InlineData(@"test\", "test")]
    [InlineData(@"\b", "b")]
    [InlineData(@"\\s", @"\s")]
    [InlineData("", "")]
    public void escapes_are_read_as_the_page_says(string escaped, string value)
    {
        var to = new byte[escaped.Length];
        Assert.Equal(value, Text(to.AsSpan(0, TagValues.Unescape(Encoding.UTF8.GetBytes(escaped), to))));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("+a-1", true)]
    [InlineData("draft/foo-0.2", true)]
    [InlineData("+example.org/x", true)]
    [InlineData("", false)]
    [InlineData("+", false)]
    [InlineData("a.b", false)]
    [InlineData("a_b", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a/b/c", false)]
    [InlineData("++a", false)]
    public void keys_have_a_grammar(string key, bool isValid) => Assert.Equal(isValid, TagKeys.IsValid(Encoding.UTF8.GetBytes(key)));

    [Theory]
    [InlineData("", "+a=1;b=2;+c", "+a=1;+c")]
    [InlineData("", "+a=1;+b;+a=2", "+b;+a=2")]
    [InlineData("", "+;+a_b;+/x;++a", "")]
    [InlineData("typing", "+typing=active;+draft/react=x", "+draft/react=x")]
    [InlineData("*", "+typing=active;+draft/react=x", "")]
    [InlineData("*,-draft/react", "+typing=active;+draft/react=x", "+draft/react=x")]
    public void client_only_tags_are_passed_on_unless_denied(string deny, string tags, string passed)
    {
        Assert.True(ClientTags.TryParse(deny, out var rules));
        Assert.Equal(deny, rules.ISupport);
        var to = new byte[tags.Length];
        Assert.Equal(passed, Text(to.AsSpan(0, rules.CopyTo(Encoding.UTF8.GetBytes(tags), to))));
    }

    [Theory]
    [InlineData("typing,*")]
    [InlineData("-typing")]
    [InlineData("*,typing")]
    [InlineData("+typing")]
    [InlineData("a b")]
    public void a_deny_list_that_means_nothing_is_refused(string deny) => Assert.False(ClientTags.TryParse(deny, out _));

    [Fact]
    public void no_more_tags_and_bytes_are_passed_on_than_the_limits_say()
    {
        var many = Encoding.UTF8.GetBytes(string.Join(';', Enumerable.Range(0, 1000).Select(i => $"+k{i}")));
        var to = new byte[10_000];
        Assert.EndsWith($";+k{ClientTags.CountMax - 1}", Text(to.AsSpan(0, ClientTags.Copy(many, to))), StringComparison.Ordinal);

        var large = Encoding.UTF8.GetBytes($"+a={new string('x', ClientTags.LengthMax)};+b=1");
        Assert.Equal("+b=1", Text(to.AsSpan(0, ClientTags.Copy(large, to))));
        Assert.False(ClientTags.All.Permits(Encoding.UTF8.GetBytes("+" + new string('k', TagKeys.LengthMax))));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
