using Parlance.Domain.Accounts;

namespace Parlance.Irc.Services.NickServ;

/// <summary><c>LOGOUT</c>: the user is a guest again.</summary>
public sealed class Logout : INickServCommand
{
    public static ServiceCard Card { get; } = new("LOGOUT", "", "Logs you out: you are a guest again.", NeedsAccount: true);

    public static void Handle(ServiceCall call)
    {
        var sessions = call.Client.User!.Sessions.Count;
        if (sessions > 1) call.Say($"You are connected {sessions} times as one user: end the other connections first.");
        else if (call.Node.Ask(call.Client, new LogOutOf()) is { } refusal) call.Say(ServiceRefusals.WordsFor(refusal, call.Client.Nick));
        else call.Say("You are logged out.");
    }
}
