using System.Text;
using Parlance.Engine.Security;

namespace Parlance.Config.Tests.Process;

public sealed class PasswordVerifierTests
{
    /// <summary>The salt, iterations and password of the example in RFC 7677 section 3; its server signature begins with 6rriTRBi23WpRR.</summary>
    private static readonly PasswordVerifier Rfc7677 = PasswordVerifier.Make("pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);

    [Fact]
    public void the_record_is_the_one_of_the_rfc()
    {
        const string authMessage = "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        var serverKey = Convert.FromBase64String(Rfc7677.ToString().Split('$')[5]);
        Assert.Equal("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(serverKey, Encoding.ASCII.GetBytes(authMessage))));
    }

    [Fact]
    public void the_right_password_matches_and_no_other()
    {
        Assert.True(PasswordVerifier.TryParse(Rfc7677.ToString(), out var read));
        Assert.True(read.Verify("pencil"));
        Assert.False(read.Verify("Pencil"));
        Assert.False(read.Verify(""));
        Assert.False(read.Verify(new string('x', PasswordVerifier.PasswordLengthMax + 1)));
    }

    [Theory]
    [InlineData("$scram-sha-256$4095$AAAA$", false)]
    [InlineData("$scram-sha-256$10000001$", false)]
    [InlineData("$scram-sha-512$4096$", false)]
    [InlineData("$scram-sha-256$4096$$", false)]
    [InlineData("$scram-sha-256$4096$AAAA$", true)]
    public void a_damaged_record_is_refused(string start, bool good)
    {
        var key = Convert.ToBase64String(new byte[32]);
        Assert.Equal(good, PasswordVerifier.TryParse($"{start}{key}${key}", out _));
        Assert.False(PasswordVerifier.TryParse($"{start}{key}$AAAA", out _));
        Assert.False(PasswordVerifier.TryParse($"{start}{key}${key}$", out _));
    }

    [Fact]
    public void plain_text_matches_itself_and_an_empty_one_nothing()
    {
        Assert.True(PasswordVerifier.Matches("pw", "pw"));
        Assert.False(PasswordVerifier.Matches("pw", "pw2"));
        Assert.False(PasswordVerifier.Matches("", ""));
        Assert.True(PasswordVerifier.Matches(Rfc7677.ToString(), "pencil"));
        Assert.False(PasswordVerifier.Matches(Rfc7677.ToString(), Rfc7677.ToString()));
        Assert.False(PasswordVerifier.Matches("$scram-broken", "$scram-broken"));
    }
}
