using Parlance.Domain.Masks;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Domain.Tests.Masks;

public sealed class BanMaskTests
{
    private const string Fingerprint = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static User Ana => new()
    {
        Uid = Uid.Of(Sid.Parse("1PA"), 1), Nick = "Ana", NickFolded = "ana", Ident = "~ana", Host = "cloak.test", CloakedHost = "cloak.test", RealHost = "dsl-1.example.org",
        Address = "10.1.2.3", RealName = "Ana of the Lobby", Account = "Ana", CertificateFingerprint = Fingerprint, Operator = new("ana", "helper"),
    };

    private static User Ben => new()
    {
        Uid = Uid.Of(Sid.Parse("1PA"), 2), Nick = "Ben", NickFolded = "ben", Ident = "ben", Host = "2001:db8::7", RealHost = "2001:db8::7", Address = "2001:db8::7", RealName = "Ben",
    };

    private static BanMask Of(string text) => BanMask.TryParse(text, out var mask, out var fault) ? mask : throw new InvalidOperationException($"{text}: {fault}");

    [Theory]
    [InlineData("ana", "ana!*@*")]
    [InlineData("Ana!", "Ana!*@*")]
    [InlineData("ana!u", "ana!u@*")]
    [InlineData("u@h", "*!u@h")]
    [InlineData("~u@h", "*!~u@h")]
    [InlineData("@h", "*!*@h")]
    [InlineData("*.example.org", "*!*@*.example.org")]
    [InlineData("2001:db8::/32", "*!*@2001:db8::/32")]
    [InlineData("10.1.2.3/8", "*!*@10.0.0.0/8")]
    [InlineData("*!*@2001:DB8:0::1", "*!*@2001:db8::1")]
    [InlineData("*!*@::ffff:10.1.2.3", "*!*@10.1.2.3")]
    [InlineData("::ffff:10.1.2.3/104", "*!*@10.0.0.0/8")]
    [InlineData("::/0", "*!*@::/0")]
    [InlineData("~u@2001:db8::1", "*!~u@2001:db8::1")]
    [InlineData("a**!*@**", "a*!*@*")]
    [InlineData("a!b!c@d@e", "a!b!c@d@e")]
    [InlineData("~account:Ana", "~a:Ana")]
    [InlineData("~!a:*", "~!a:*")]
    [InlineData("~realname:*bot*", "~r:*bot*")]
    [InlineData("~j:#lobby", "~c:#lobby")]
    [InlineData("~channel:@#lobby", "~c:@#lobby")]
    [InlineData("~c:~#*", "~c:~#*")]
    [InlineData(@"~c:#c\2fc", "~c:#c/c")]
    [InlineData("~U", "~U")]
    [InlineData("~unregistered:*.org", "~U:*!*@*.org")]
    [InlineData("~oper", "~O")]
    [InlineData("~O:help*", "~O:help*")]
    [InlineData("~m:ana", "~m:ana!*@*")]
    [InlineData("~mute:~account:ana", "~m:~a:ana")]
    [InlineData("~m:~!a:ana", "~m:~!a:ana")]
    public void a_ban_has_one_canonical_form(string typed, string canonical)
    {
        Assert.Equal(canonical, Of(typed).ToString());
        Assert.Equal(canonical, Of(canonical).ToString());
    }

    [Fact]
    public void a_fingerprint_is_written_plainly()
    {
        var typed = string.Join(':', Fingerprint.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));
        Assert.Equal("~z:" + Fingerprint, Of("~certificate:" + typed).ToString());
    }

    [Theory]
    [InlineData("", BanFault.Empty)]
    [InlineData("a b!*@*", BanFault.BadCharacter)]
    [InlineData("a\u0001", BanFault.BadCharacter)]
    [InlineData("~x:a", BanFault.UnknownKind)]
    [InlineData("~accounts:a", BanFault.UnknownKind)]
    [InlineData("~A:a", BanFault.UnknownKind)]
    [InlineData("~ana", BanFault.UnknownKind)]
    [InlineData("~a", BanFault.ValueMissing)]
    [InlineData("~a:", BanFault.ValueMissing)]
    [InlineData("~r:", BanFault.ValueMissing)]
    [InlineData("~m", BanFault.ValueMissing)]
    [InlineData("~m:", BanFault.ValueMissing)]
    [InlineData("~m:~m:ana", BanFault.BadNesting)]
    [InlineData("~!m:ana", BanFault.BadNesting)]
    [InlineData("~c:lobby", BanFault.BadRoom)]
    [InlineData("~c:#", BanFault.BadRoom)]
    [InlineData("~c:@", BanFault.BadRoom)]
    [InlineData("~z:abc", BanFault.BadFingerprint)]
    public void what_is_no_ban_says_why(string typed, BanFault why)
    {
        Assert.False(BanMask.TryParse(typed, out _, out var fault));
        Assert.Equal(why, fault);
    }

    [Fact]
    public void a_ban_has_a_greatest_length()
    {
        Assert.True(BanMask.TryParse(new('a', BanMask.LengthMax - 4), out var longest));
        Assert.Equal(BanMask.LengthMax, longest.ToString().Length);
        Assert.False(BanMask.TryParse(new('a', BanMask.LengthMax - 3), out _, out var fault));
        Assert.Equal(BanFault.TooLong, fault);
        Assert.False(BanMask.TryParse("~m:" + new string('a', BanMask.LengthMax - 4), out _, out fault));
        Assert.Equal(BanFault.TooLong, fault);
    }

    [Theory]
    [InlineData("ana", true, false)]
    [InlineData("*!~*@*", true, false)]
    [InlineData("*@cloak.test", true, false)]
    [InlineData("*@*.example.org", true, false)]
    [InlineData("*@10.1.*", true, false)]
    [InlineData("10.0.0.0/8", true, false)]
    [InlineData("10.1.2.3", true, false)]
    [InlineData("10.1.2.2/31", true, false)]
    [InlineData("10.1.2.4/31", false, false)]
    [InlineData("0.0.0.0/0", true, false)]
    [InlineData("::/0", true, true)]
    [InlineData("2001:db8::/32", false, true)]
    [InlineData("2001:db9::/32", false, false)]
    [InlineData("*@2001:db8:*", false, true)]
    [InlineData("~a:ana", true, false)]
    [InlineData("~a:*", true, false)]
    [InlineData("~!a:*", false, true)]
    [InlineData("~U", false, true)]
    [InlineData("~!U", true, false)]
    [InlineData("~U:ben", false, true)]
    [InlineData("~U:cleo", false, false)]
    [InlineData("~r:*lobby", true, false)]
    [InlineData("~O", true, false)]
    [InlineData("~O:help*", true, false)]
    [InlineData("~O:admin", false, false)]
    [InlineData("~z:" + Fingerprint, true, false)]
    [InlineData("~m:ben", false, true)]
    [InlineData("~c:#lobby", false, false)]
    [InlineData("~!c:#lobby", true, true)]
    public void a_ban_matches_whom_it_means(string ban, bool ana, bool ben)
    {
        var mask = Of(ban);
        Assert.Equal((ana, ben), (mask.Matches(Ana), mask.Matches(Ben)));
    }

    [Theory]
    [InlineData("~c:#lobby", true, true)]
    [InlineData("~c:#LOB*", true, true)]
    [InlineData("~c:@#lobby", true, false)]
    [InlineData("~c:+#lobby", true, false)]
    [InlineData("~c:#elsewhere", false, false)]
    public void a_ban_looks_at_rooms_and_ranks(string ban, bool ana, bool ben)
    {
        var story = new Story().WithLobby("Ben");
        Assert.True(story["Ana"].In(story.Lobby)!.Rank >= Rank.Operator);
        Assert.Equal((ana, ben), (Of(ban).Matches(story["Ana"]), Of(ban).Matches(story["Ben"])));
    }

    [Fact]
    public void only_mutes_let_people_in()
    {
        Assert.True(Of("~m:ana").IsMute);
        Assert.False(Of("ana").IsMute);
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.04")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.4.5")]
    [InlineData(".1.2.3")]
    [InlineData("1.2.3.4/33")]
    [InlineData("1.2.3.4/-1")]
    [InlineData("1.2.3.4/")]
    [InlineData("[::1]")]
    [InlineData("::1%1")]
    [InlineData("::/129")]
    [InlineData("example.org/8")]
    [InlineData("")]
    public void what_is_no_network_is_a_name(string text) => Assert.False(AddressRange.TryParse(text, out _));
}
