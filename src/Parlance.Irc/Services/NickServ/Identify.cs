using System.Text;
using Parlance.Engine.Security.Sasl;

namespace Parlance.Irc.Services.NickServ;

/// <summary><c>IDENTIFY [account] password</c>: a log-in by PLAIN for clients without SASL, under the same rules.</summary>
public sealed class Identify : INickServCommand
{
    public static ServiceCard Card { get; } = new("IDENTIFY", "[<account>] <password>", "Logs you in to your account. SASL does it earlier and better, if your client has it.", WordsMin: 1);

    public static void Handle(ServiceCall call)
    {
        var name = call.Words.Length > 1 ? call.Words[0] : call.Client.Nick;
        var password = call.Words.Length > 1 ? call.Rest(1)! : call.Words[0];
        if (call.Account is not null && call.Account == call.Node.Names.Fold(name)) call.Say($"You are logged in as {call.Client.User!.Account} already.");
        else if (call.Node.Logins.Begin(call.Client.SaslClient, "PLAIN") is not { } exchange) call.Say("Passwords are not taken here without encryption: connect with TLS, or log in with SASL SCRAM.");
        else if (exchange.Step(Encoding.UTF8.GetBytes($"\0{name}\0{password}"), outcome => Finish(call, outcome)) is { Result: not SaslResult.Pending } at) Finish(call, at);
    }

    private static void Finish(ServiceCall call, in SaslOutcome outcome)
    {
        if (call.Client.User is null) return;
        if (outcome.Account is { } account)
        {
            if (call.Client.LogIn(account) is { } refusal) call.Say(ServiceRefusals.WordsFor(refusal, account.Name));
            else call.Say($"You are logged in as {account.Name}.");
            return;
        }

        call.Say(outcome.Fault switch
        {
            SaslFault.Suspended => $"The account is suspended: {outcome.Detail}",
            SaslFault.TooMany => "Too many attempts; wait a minute.",
            SaslFault.Busy => "The server is busy; try again.",
            _ => "Wrong account or password.",
        });
    }
}
