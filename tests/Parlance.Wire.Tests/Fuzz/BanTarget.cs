using System.Text;
using Parlance.Domain.Masks;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>A ban's canonical form is a ban that means the same, and never longer than its limit.</summary>
public static class BanTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (!BanMask.TryParse(text, out var ban, out var fault))
        {
            Assert.NotEqual(BanFault.None, fault);
            return;
        }

        Assert.Equal(BanFault.None, fault);
        Assert.InRange(ban.ToString().Length, 1, BanMask.LengthMax);
        Assert.False(ban.ToString().AsSpan().ContainsAny(" \r\n\0"));
        Assert.True(BanMask.TryParse(ban.ToString(), out var again));
        Assert.Equal(ban.ToString(), again.ToString());
        Assert.Equal((ban.Kind, ban.IsMute, ban.IsNegated), (again.Kind, again.IsMute, again.IsNegated));
        foreach (var account in new[] { null, "ana" })
        {
            var subject = new BanSubject
            {
                NickFolded = "ana", Ident = "~u", Host = "cloak.test", CloakedHost = "cloak.test", RealHost = "host.example.org", Address = "10.1.2.3", RealName = text.Length > 20 ? text[^20..] : text,
                Account = account, OperatorClass = account, CertificateFingerprint = account,
            };
            Assert.Equal(ban.Matches(subject), again.Matches(subject));
        }
    }
}
