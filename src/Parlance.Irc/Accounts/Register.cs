using Parlance.Domain;
using Parlance.Engine;
using Parlance.Irc.Queries;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Accounts;

/// <summary><c>REGISTER &lt;account&gt; &lt;email&gt; &lt;password&gt;</c>: IRCv3 draft/account-registration. An account has the name of its nick.</summary>
public sealed class RegisterCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("REGISTER", ParamsMin: 3, From: Stage.Any, Cost: 4, Syntax: "<account>|* <email>|* <password>", Help: "Makes an account with your nick as its name and logs you in to it.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var (wanted, email, password) = (line.Text(0), line.Text(1), line.Text(2));
        var shown = wanted == "*" ? client.Nick : wanted;
        if (WhyNot(client, wanted, email) is { } why)
        {
            client.Fail("REGISTER", why.Code, why.Text, shown);
            return;
        }

        client.IsMakingAccount = true;
        var registering = client.Registration;
        if (registering is not null) registering.Pending++;
        client.Node.CreateAccount(new(client.Nick, password, email == "*" ? null : email, client.Connection), answer =>
        {
            client.IsMakingAccount = false;
            if (registering is not null) registering.Pending--;
            Answer(client, answer, shown);
            if (ReferenceEquals(client.Registration, registering)) client.TryRegister();
        });
    }

    private static (string Code, string Text)? WhyNot(IrcSession client, string wanted, string email)
    {
        var accounts = client.Node.Settings.Accounts;
        var names = client.Node.Names;
        if (accounts.Registration != RegistrationPolicy.Open) return ("DISALLOWED", "Accounts are made by staff here");
        if (client.AccountNow is not null) return ("ALREADY_AUTHENTICATED", "You are logged in to an account already");
        if (client.User is null && !accounts.RegistrationBeforeConnect) return ("COMPLETE_CONNECTION_REQUIRED", "Complete the connection first");
        if (client.User is null && client.Registration?.Nick is null) return ("NEED_NICK", "Choose a nick first");
        if (wanted != "*" && names.Fold(wanted) != names.Fold(client.Nick)) return ("ACCOUNT_NAME_MUST_BE_NICK", "The account's name must be your nick");
        if (email == "*" && accounts.EmailRequired) return ("INVALID_EMAIL", "An e-mail address is needed");
        if (client.IsMakingAccount) return ("TEMPORARILY_UNAVAILABLE", "One account at a time");
        return client.Node.Logins.TryCount(client.Connection) ? null : ("RATE_LIMITED", "Too many attempts; wait a minute");
    }

    private static void Answer(IrcSession client, in AccountAnswer answer, string shown)
    {
        var refusal = answer.Refusal;
        if (answer.Account is { } account)
        {
            client.Connection.Hold(client.Connection.Written, client.Node.LastDurable);
            var pen = client.StartLine();
            pen.From(client.ServerName).Word("REGISTER"u8).Word("SUCCESS"u8).Word(account.Name).Trail("Account successfully registered").End();
            client.Flush(pen);
            refusal = client.LogIn(account);
        }

        if (refusal is null) return;
        var (code, text) = WordsOf(refusal);
        client.Fail("REGISTER", code, text, shown);
    }

    private static (string Code, string Text) WordsOf(Refusal refusal) => refusal.Code switch
    {
        RefusalCode.AccountExists => ("ACCOUNT_EXISTS", "Account already exists"),
        RefusalCode.BadAccountName => ("BAD_ACCOUNT_NAME", "That cannot be an account's name"),
        RefusalCode.NickReserved => ("BAD_ACCOUNT_NAME", "That name is kept by staff"),
        RefusalCode.BadPassword => ("UNACCEPTABLE_PASSWORD", $"A password has 1 to {refusal.Detail} bytes and no control characters"),
        RefusalCode.BadParameter or RefusalCode.TooLong => ("INVALID_EMAIL", "That is no e-mail address"),
        _ => ("TEMPORARILY_UNAVAILABLE", "Accounts cannot be made just now; try again"),
    };
}

/// <summary><c>VERIFY &lt;account&gt; &lt;code&gt;</c>: no account waits for a code here (IRCv3 draft/account-registration).</summary>
public sealed class VerifyCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("VERIFY", ParamsMin: 2, From: Stage.Any, Cost: 4, Syntax: "<account> <code>", Help: "Not needed: accounts are complete when they are made.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.AccountNow is { } account) client.Fail("VERIFY", "ALREADY_AUTHENTICATED", "You are logged in to an account already", account);
        else client.Fail("VERIFY", "INVALID_CODE", "No account waits for a code here", line.Text(0));
    }
}
