using Parlance.Engine;

namespace Parlance.Irc.Services.NickServ;

/// <summary><c>REGISTER password [e-mail]</c>: an account with the name of the nick.</summary>
public sealed class Register : INickServCommand
{
    public static ServiceCard Card { get; } = new("REGISTER", "<password> [<e-mail>]", "Makes an account with your nick as its name, and logs you in to it.", WordsMin: 1);

    public static void Handle(ServiceCall call)
    {
        if (WhyNot(call) is { } why)
        {
            call.Say(why);
            return;
        }

        var client = call.Client;
        client.IsMakingAccount = true;
        call.Node.CreateAccount(new(client.Nick, call.Words[0], call.Word(1), client.Connection), answer =>
        {
            client.IsMakingAccount = false;
            var refusal = answer.Refusal;
            if (answer.Account is { } account)
            {
                client.Connection.Hold(client.Connection.Written, client.Node.LastDurable);
                call.Say($"The account {account.Name} is made. Log in with SASL, or with IDENTIFY.");
                if (client.User is { Account: null }) refusal = client.LogIn(account);
            }

            if (refusal is not null) call.Say(ServiceRefusals.WordsFor(refusal, client.Nick));
        });
    }

    private static string? WhyNot(ServiceCall call)
    {
        var accounts = call.Node.Settings.Accounts;
        if (accounts.Registration != RegistrationPolicy.Open) return "Accounts are made by staff here.";
        if (call.Account is not null) return "You are logged in to an account already.";
        if (accounts.EmailRequired && call.Word(1) is null) return "An e-mail address is needed.";
        if (call.Client.IsMakingAccount) return "One account at a time.";
        return call.Node.Logins.TryCount(call.Client.Connection) ? null : "Too many attempts; wait a minute.";
    }
}
