using System.Net;
using Parlance.Domain.Bans;

namespace Parlance.Domain.Tests.Bans;

public class MaskFormTests
{
    private static readonly BanSubject Ana = new("~ana", "cloak.users.test", "ana.example.org", "other.users.test", IPAddress.Parse("192.0.2.77"), "Ana Banana");

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.77/24", "192.0.2.0/24")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("2001:DB8::1/32", "2001:db8::/32")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.129/25", "192.0.2.128/25")]
    public void a_network_has_one_form(string text, string form)
    {
        Assert.True(Networks.TryParse(text, out var network));
        Assert.Equal(form, Networks.Text(network));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.1")]
    [InlineData("192.0.2.7/33")]
    [InlineData("192.0.2.7/-1")]
    [InlineData("192.0.2.7/")]
    [InlineData("2001:db8::/129")]
    [InlineData("[2001:db8::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("host.example")]
    public void what_is_no_network_is_none(string text) => Assert.False(Networks.TryParse(text, out _));

    [Theory]
    [InlineData("*@192.0.2.0/24", true)]
    [InlineData("192.0.2.0/24", true)]
    [InlineData("~ana@192.0.2.77", true)]
    [InlineData("~ben@192.0.2.77", false)]
    [InlineData("*@192.0.3.0/24", false)]
    [InlineData("~A?a@*.EXAMPLE.org", true)]
    [InlineData("*@ana.example.org", true)]
    [InlineData("*@cloak.users.test", true)]
    [InlineData("*@other.users.test", true)]
    [InlineData("*@example.org", false)]
    [InlineData("*@*", true)]
    public void a_mask_knows_whom_it_means(string text, bool hits)
    {
        Assert.True(UserMask.TryParse(text, out var mask));
        Assert.Equal(hits, mask.Matches(Ana));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@host")]
    [InlineData("user@")]
    [InlineData("nick!user@host")]
    [InlineData("a b@host")]
    [InlineData("a,b@host")]
    [InlineData("*@192.0.2.0/40")]
    [InlineData("*a*b*c*d*e*f*g*h*i*j*k@host")]
    public void what_is_no_mask_is_refused(string text) => Assert.False(UserMask.TryParse(text, out _));

    [Fact]
    public void a_mask_beyond_its_length_is_refused()
    {
        Assert.True(UserMask.TryParse("*@" + new string('a', UserMask.LengthMax - 2), out _));
        Assert.False(UserMask.TryParse("*@" + new string('a', UserMask.LengthMax - 1), out _));
    }

    [Fact]
    public void a_glob_over_texts_knows_spaces()
    {
        Assert.True(TextGlob.TryParse("*big money*", out var glob));
        Assert.True(glob.Matches("win BIG money now"));
        Assert.False(glob.Matches("big-money"));
    }
}
