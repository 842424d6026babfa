using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Wire.Tests.Wire;

public sealed class IrcLineTests
{
    /// <summary>Line, tags, source, verb, then the parameters joined by <c>|</c>; null: none.</summary>
    [Theory]
    [InlineData("PING", "", "", "PING", null)]
    [InlineData("CAP REQ :sasl", "", "", "CAP", "REQ|sasl")]
    [InlineData(":irc.example.com CAP * LIST :", "", "irc.example.com", "CAP", "*|LIST|")]
    [InlineData("CAP * LS :multi-prefix sasl", "", "", "CAP", "*|LS|multi-prefix sasl")]
    [InlineData(":dan!d@localhost PRIVMSG #chan Hey!", "", "dan!d@localhost", "PRIVMSG", "#chan|Hey!")]
    [InlineData(":dan!d@localhost PRIVMSG #chan ::-)", "", "dan!d@localhost", "PRIVMSG", "#chan|:-)")]
    [InlineData("@id=234AB :dan!d@localhost PRIVMSG #chan :Hey what's up!", "id=234AB", "dan!d@localhost", "PRIVMSG", "#chan|Hey what's up!")]
    [InlineData("  PRIVMSG   #chan   a:b  ", "", "", "PRIVMSG", "#chan|a:b")]
    [InlineData("PRIVMSG #chan :  a  b  ", "", "", "PRIVMSG", "#chan|  a  b  ")]
    [InlineData("@a=b   :s   V   p", "a=b", "s", "V", "p")]
    [InlineData("@ V", "", "", "V", null)]
    [InlineData(": V", "", "", "V", null)]
    [InlineData("V 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "", "", "V", "1|2|3|4|5|6|7|8|9|10|11|12|13|14|15 16 17")]
    [InlineData("V 1 2 3 4 5 6 7 8 9 10 11 12 13 14 :15 16", "", "", "V", "1|2|3|4|5|6|7|8|9|10|11|12|13|14|15 16")]
    public void a_line_falls_into_tags_source_command_and_parameters(string text, string tags, string source, string verb, string? parameters)
    {
        Assert.True(IrcLine.TryParse(Encoding.UTF8.GetBytes(text), out var line));
        Assert.Equal((tags, source, verb), (Text(line.Tags), Text(line.Source), Text(line.Verb)));
        var read = new List<string>();
        for (var i = 0; i < line.Count; i++) read.Add(Text(line[i]));
        Assert.Equal(parameters?.Split('|') ?? [], read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("@a=b")]
    [InlineData("@a=b ")]
    [InlineData(":ana")]
    [InlineData("@a :ana ")]
    public void a_line_without_a_command_is_none(string text) => Assert.False(IrcLine.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void ten_thousand_parameters_are_fifteen()
    {
        Assert.True(IrcLine.TryParse(Encoding.UTF8.GetBytes("V" + string.Concat(Enumerable.Repeat(" x", 10_000))), out var line));
        Assert.Equal(IrcLine.ParamsMax, line.Count);
        Assert.Equal(20_000 - 29, line[14].Length);
    }

    [Theory]
    [InlineData("PART #lobby see you soon", 1, "see you soon")]
    [InlineData("PART #lobby :see you", 1, "see you")]
    [InlineData("PART #lobby see :you", 1, "see :you")]
    [InlineData("PART #lobby", 1, "")]
    public void the_rest_of_a_line_is_a_text_without_its_colon(string text, int from, string rest)
    {
        Assert.True(IrcLine.TryParse(Encoding.UTF8.GetBytes(text), out var line));
        Assert.Equal(rest, Text(line.Rest(from)));
    }

    [Fact]
    public void a_parameter_that_is_not_there_cannot_be_read()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => IrcLine.TryParse("V a"u8, out var line) ? line[1].Length : 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => IrcLine.TryParse("V a"u8, out var line) ? line[-1].Length : 0);
    }

    [Fact]
    public void reading_a_line_allocates_nothing()
    {
        var bytes = "@time=x;msgid=y :ana!~a@h PRIVMSG #lobby :tea at four"u8.ToArray();
        Assert.True(IrcLine.TryParse(bytes, out _));
        var read = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) read += IrcLine.TryParse(bytes, out var line) ? line.Count : 0;
        Assert.Equal((2000, 0), (read, GC.GetAllocatedBytesForCurrentThread() - before));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
