using System.Text;
using Parlance.Domain.Bans;
using Parlance.Domain.Operators;
using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>OPER &lt;name&gt; &lt;password&gt;</c>: RFC 2812 §3.1.4. With a block that asks for a certificate alone, the password may be left out.</summary>
public sealed class OperCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("OPER", ParamsMin: 1, Cost: 4, Syntax: "<name> [<password>]", Help: "Makes you staff.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var node = client.Node;
        var name = Encoding.UTF8.GetString(line[0]);
        if (client.IsProving) return;
        if (node.Settings.Limits.Enabled && !client.Dialect.LoginAttempts.TryCount(client.User!.Address, node.Now.Monotonic))
        {
            client.Fail("OPER", "RATE_LIMITED", "Too many attempts; wait a minute");
            return;
        }

        var block = node.Settings.Operators.FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.Ordinal));
        if (block is null || Bars(client, block) is not null) Refuse(client, name, block is null ? "no such name" : Bars(client, block)!, Numerics.NoOperHost);
        else if (block.Password.Length == 0) Admit(client, block);
        else if (line.Count < 2) client.Reply(Numerics.NeedMoreParams, "OPER");
        else
        {
            client.IsProving = true;
            node.Effects.Work.Add(new OperCheck(block, Encoding.UTF8.GetString(line[1])) { For = client.Connection });
        }
    }

    /// <summary>The password was right, and nothing else stands against it.</summary>
    public static void Admit(IrcSession client, OperatorBlock block)
    {
        client.Dialect.LoginAttempts.Forgive(client.User!.Address);
        if (client.Node.Ask(client, new LogIn(block.Name, block.Class)) is { } refusal)
        {
            client.Refuse(refusal, "OPER");
            return;
        }

        client.Reply(Numerics.YoureOper);
        if (block.Vhost.Length > 0) client.Node.Ask(client, new ChangeHost(client.User.Uid, null, block.Vhost));
        if (block.Snomasks.Length > 0 && client.HasPrivilege("snomask")) client.Node.Ask(client, new ChooseSnomasks(Snomasks.Change("", block.Snomasks)));
    }

    public static void Refuse(IrcSession client, string name, string reason, Numeric numeric)
    {
        if (!client.Node.IsStorageDown) client.Node.Record(new LoginRefused(Domain.Limits.Cut(name, 64), reason), client, null);
        client.Reply(numeric);
    }

    /// <summary>What of host, TLS and certificate is not as the block wants it; null: nothing.</summary>
    public static string? Bars(IrcSession client, OperatorBlock block)
    {
        if (!UserMask.TryParse(block.Hostmask, out var mask) || !mask.Matches(BanSubject.Of(client.User!))) return "wrong host";
        if (block.TlsRequired && !client.User!.Secure) return "no TLS";
        if (block.Fingerprint.Length > 0 && !Secrets.Same(block.Fingerprint, client.User!.CertificateFingerprint ?? "")) return "wrong certificate";
        return block.Password.Length == 0 && block.Fingerprint.Length == 0 ? "the block asks for nothing" : null;
    }
}

/// <summary>Checks an operator's password off the loop: the verifier costs milliseconds.</summary>
internal sealed class OperCheck(OperatorBlock block, string password) : Work
{
    private bool? _isRight;

    public override void Run() => _isRight = Engine.Security.PasswordVerifier.Matches(block.Password, password);

    public override void Done(Node node)
    {
        if (For?.Session is not IrcSession { User: not null } client) return;
        client.IsProving = false;
        var current = node.Settings.Operators.FirstOrDefault(o => o.Name == block.Name);
        if (_isRight is null) client.Fail("OPER", "TEMPORARILY_UNAVAILABLE", "The server is busy; try again");
        else if (_isRight == false || current?.Password != block.Password) OperCommand.Refuse(client, block.Name, "wrong password", Numerics.PasswordMismatch);
        else if (OperCommand.Bars(client, current) is { } reason) OperCommand.Refuse(client, block.Name, reason, Numerics.NoOperHost);
        else OperCommand.Admit(client, current);
    }
}
