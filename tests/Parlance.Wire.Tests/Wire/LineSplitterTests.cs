using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Wire.Tests.Wire;

public sealed class LineSplitterTests
{
    private const int BodyMax = 512;

    [Fact]
    public void lines_end_at_lf_with_or_without_cr_and_empty_ones_do_not_count()
    {
        Assert.Equal(["a", "b", "c"], Split("a\r\nb\n\r\n\n\r\nc\r\nd", out var rest));
        Assert.Equal("d", rest);
    }

    [Fact]
    public void a_bare_cr_or_nul_stays_in_the_line_and_makes_it_invalid()
    {
        foreach (var text in new[] { "a\rQUIT", "a\0b", "a\r" })
        {
            Assert.Equal([text], Split(text + "\r\n", out _));
            Assert.False(Utf8Only.IsValid(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Theory]
    [InlineData(0, 510, true)]
    [InlineData(0, 511, false)]
    [InlineData(4094, 510, true)]
    [InlineData(4094, 511, false)]
    [InlineData(4095, 1, false)]
    public void tags_and_the_rest_have_limits_of_their_own(int tagData, int body, bool fits)
    {
        var text = (tagData == 0 ? "" : "@" + new string('t', tagData) + " ") + new string('b', body);
        foreach (var end in new[] { "\r\n", "\n" })
            Assert.Equal([fits ? text : "too long", "next"], Split(text + end + "next\n", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("@ ")]
    [InlineData("@t ")]
    public void a_line_without_end_is_told_once_and_never_kept(string start)
    {
        var skipping = false;
        var told = 0;
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(start);
        for (var i = 0; i < 100; i++)
        {
            byte[] buffer = [.. rest, .. Encoding.UTF8.GetBytes(new string('x', 1000))];
            rest = buffer;
            while (LineSplitter.Next(ref rest, BodyMax, ref skipping, out _) != LineStatus.Incomplete) told++;
            Assert.True(rest.Length <= LineSplitter.PendingMax(BodyMax));
        }

        Assert.Equal(1, told);
        rest = "tail\r\nPING\r\n"u8;
        Assert.Equal(LineStatus.Complete, LineSplitter.Next(ref rest, BodyMax, ref skipping, out var line));
        Assert.Equal("PING", Encoding.UTF8.GetString(line));
    }

    [Theory]
    [InlineData("h\u00e4", 2, "h")]
    [InlineData("h\u00e4", 3, "h\u00e4")]
    [InlineData("\U0001f600", 3, "")]
    [InlineData("abc", 0, "")]
    [InlineData("abc", -1, "")]
    public void a_text_is_cut_between_characters(string text, int bytesMax, string cut) =>
        Assert.Equal(cut, Encoding.UTF8.GetString(Utf8Only.Cut(Encoding.UTF8.GetBytes(text), bytesMax)));

    private static List<string> Split(string text, out string left)
    {
        var found = new List<string>();
        var skipping = false;
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        LineStatus status;
        while ((status = LineSplitter.Next(ref rest, BodyMax, ref skipping, out var line)) != LineStatus.Incomplete)
            found.Add(status == LineStatus.TooLong ? "too long" : Encoding.UTF8.GetString(line));
        left = Encoding.UTF8.GetString(rest);
        return found;
    }
}
