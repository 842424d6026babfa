using System.Text;
using Parlance.Domain.Accounts;
using Parlance.Engine.Security.Sasl;

namespace Parlance.Engine.Tests.Accounts;

/// <summary>The examples of RFC 5802 section 5 and RFC 7677 section 3, and what else a message may look like.</summary>
public class ScramTests
{
    [Theory]
    [InlineData(ScramHash.Sha1, "QSXCR+Q6sek8bf92",
        "n=user,r=fyko+d2lbbFgONRv9qkxdawL,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096,c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j",
        "v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", "rmF9pqV8S7suAoZWja4dJRkFsKQ=")]
    [InlineData(ScramHash.Sha256, "W22ZaJ0SNY7soEsUEjb6gQ==",
        "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
        "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")]
    public void the_rfcs_example_proves_and_is_signed_as_written(ScramHash hash, string salt, string auth, string proof, string signature)
    {
        var verifier = Scram.VerifierOf("pencil", hash, 4096, Convert.FromBase64String(salt));
        var message = Encoding.UTF8.GetBytes(auth);
        Assert.True(Scram.Proves(Convert.FromBase64String(proof), verifier, message));
        Assert.Equal(signature, Convert.ToBase64String(Scram.Signature(verifier, message)));
        Assert.False(Scram.Proves(Convert.FromBase64String(proof), Scram.VerifierOf("pencils", hash, 4096, Convert.FromBase64String(salt)), message));
        Assert.False(Scram.Proves([], verifier, message));
    }

    [Fact]
    public void one_password_makes_a_verifier_for_each_hash_with_a_salt_of_its_own()
    {
        var salts = Enumerable.Range(0, Scram.SaltsLength).Select(i => (byte)i).ToArray();
        var kept = Scram.Keep("pencil", 4096, salts, readable: false);
        Assert.Equal(["SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"], kept.Verifiers.Select(v => v.Mechanism));
        Assert.Equal(3, kept.Verifiers.Select(v => v.Salt).Distinct().Count());
        Assert.All(kept.Verifiers, v => Assert.True(Scram.IsRight("pencil", v) && !Scram.IsRight("Pencil", v)));
        Assert.Null(kept.Plaintext);
        Assert.Equal("pencil", Scram.Keep("pencil", 4096, salts, readable: true).Plaintext);
    }

    [Fact]
    public void a_name_may_hold_a_comma_and_an_equals_sign_by_their_escapes()
    {
        var first = ScramFirst.Parse("n,a=x=3Dy,n=a=2Cb=3Dc,r=abc")!;
        Assert.Equal(("a,b=c", "x=y", "n,a=x=3Dy,", "n=a=2Cb=3Dc,r=abc"), (first.Name, first.Authorization, first.Header, first.Bare));
    }

    [Theory, InlineData(""), InlineData("n"), InlineData("n,,"), InlineData("n,,n=a"), InlineData("x,,n=a,r=b"), InlineData("n,b,n=a,r=b"), InlineData("n,,m=x,n=a,r=b"), InlineData("n,,n=a=2,r=b"),
     InlineData("n,,n=,r=b"), InlineData("n,,n=a,r="), InlineData("p=,,n=a,r=b"), InlineData("n,,n=a,r=b c"), InlineData("n,,r=b,n=a")]
    public void what_is_no_first_message_is_none(string text) => Assert.Null(ScramFirst.Parse(text));

    [Theory, InlineData(""), InlineData("c=biws"), InlineData("c=biws,r=a"), InlineData("c=!,r=a,p=AAAA"), InlineData("r=a,c=biws,p=AAAA"), InlineData("c=biws,r=a,p=!"), InlineData(",p=AAAA")]
    public void what_is_no_final_message_is_none(string text) => Assert.Null(ScramFinal.Parse(text));

    [Fact]
    public void a_nonce_has_a_length()
    {
        Assert.NotNull(ScramFirst.Parse("n,,n=a,r=" + new string('x', ScramFirst.NonceMax)));
        Assert.Null(ScramFirst.Parse("n,,n=a,r=" + new string('x', ScramFirst.NonceMax + 1)));
    }
}
