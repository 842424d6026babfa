namespace Parlance.Wire.Tests.Operators;

public class StarttlsTests
{
    [Fact]
    public void tls_begins_after_the_answer()
    {
        var desk = new Desk();
        var ana = desk.Open();
        desk.Say(ana, "STARTTLS");
        Assert.Contains(" 670 * ", desk.Heard(ana), StringComparison.Ordinal);
        desk.Secure(ana);
        desk.Say(ana, "NICK ana", "USER ana 0 * :Ana");
        Assert.Contains(" 001 ana ", desk.Heard(ana), StringComparison.Ordinal);
        Assert.True(desk.Node.State.Users.TryNick("ana", out var user) && user.Secure);
    }

    [Fact]
    public void what_is_pipelined_behind_it_ends_the_connection()
    {
        var desk = new Desk();
        var ana = desk.Open();
        desk.Say(ana, "STARTTLS", "NICK mallory");
        Assert.Contains("ERROR", desk.Heard(ana), StringComparison.Ordinal);
        Assert.False(desk.IsOpen(ana));
    }

    [Fact]
    public void what_comes_in_the_clear_later_ends_it_too()
    {
        var desk = new Desk();
        var ana = desk.Open();
        desk.Say(ana, "STARTTLS");
        desk.Say(ana, "NICK mallory");
        Assert.False(desk.IsOpen(ana));
    }

    [Fact]
    public void what_was_said_before_is_forgotten()
    {
        var desk = new Desk();
        var ana = desk.Open();
        desk.Say(ana, "NICK mallory");
        desk.Say(ana, "STARTTLS");
        desk.Secure(ana);
        desk.Say(ana, "USER ana 0 * :Ana");
        Assert.DoesNotContain(" 001 ", desk.Heard(ana), StringComparison.Ordinal);
        Assert.Contains(" 001 mallory ", desk.Heard(desk.Register("mallory")), StringComparison.Ordinal);
    }

    [Fact]
    public void there_is_none_without_a_certificate_or_twice()
    {
        var desk = new Desk();
        var plain = desk.Open(certificate: null);
        desk.Say(plain, "STARTTLS");
        Assert.Contains(" 691 * ", desk.Heard(plain), StringComparison.Ordinal);
        var secure = desk.Open(secure: true);
        desk.Say(secure, "STARTTLS");
        Assert.Contains(" 691 * ", desk.Heard(secure), StringComparison.Ordinal);
        Assert.True(desk.IsOpen(plain) && desk.IsOpen(secure));
    }
}
