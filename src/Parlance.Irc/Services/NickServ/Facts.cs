namespace Parlance.Irc.Services.NickServ;

/// <summary><c>INFO [account]</c>. Of others' accounts it tells what everybody sees.</summary>
public sealed class Facts : INickServCommand
{
    public static ServiceCard Card { get; } = new("INFO", "[<account>]", "Tells what is known of an account, or of your own.");

    public static void Handle(ServiceCall call)
    {
        var name = call.Word(0) ?? call.Client.User!.Account ?? call.Client.Nick;
        if (call.Node.Logins.Find(name) is not { } account)
        {
            call.Say($"There is no account {Queries.Words.Echo(name)}.");
            return;
        }

        call.Say($"Account: {account.Name}");
        call.Say($"Made: {account.Created.Wall}");
        if (call.Node.State.Users.TryAccount(account.Folded, out var user)) call.Say($"Here as: {user.Nick}");
        if (account.Id != call.Client.User!.AccountId) return;
        if (account.Email is { } email) call.Say($"E-mail: {email}");
        call.Say($"Logs in with: {string.Join(", ", account.Verifiers.Select(v => v.Mechanism))}; certificates: {account.Certificates.Count}; DIDs: {account.Dids.Count}; tokens: {account.Tokens.Count}");
        call.Say($"Registered channels: {call.Node.State.Rooms.RegisteredTo(account.Folded)}");
        foreach (var (key, value) in account.Settings) call.Say($"{key}: {value}");
    }
}
