using Parlance.Domain;
using Parlance.Domain.Accounts;

namespace Parlance.Irc.Services.NickServ;

/// <summary><c>SET PASSWORD new</c>, <c>SET setting on|off</c>.</summary>
public sealed class Set : INickServCommand
{
    public static ServiceCard Card { get; } = new("SET", "PASSWORD <new password> | ALWAYS-ON|ENFORCE|MULTICLIENT [on|off]",
        "Changes your password, or a choice of your account: to stay in channels without a connection, to have your nick for yourself alone, to connect several times. Without on or off it is the server's choice.", WordsMin: 1, NeedsAccount: true);

    public static void Handle(ServiceCall call)
    {
        if (!call.Node.State.Accounts.TryGet(call.Account!, out var account)) return;
        var what = call.Words[0].ToUpperInvariant();
        if (what == "PASSWORD" && call.Rest(1) is { } password) call.Node.SetPassword(account.Id, password, call.Client.Connection, answer =>
        {
            call.Client.Connection.Hold(call.Client.Connection.Written, call.Node.LastDurable);
            call.Say(answer.Refusal is { } refusal ? ServiceRefusals.WordsFor(refusal, account.Name) : "Your password is changed.");
        });
        else if (AccountSetting.Keys.Contains(what.ToLowerInvariant()) && call.Word(1)?.ToLowerInvariant() is null or AccountSetting.On or AccountSetting.Off) Choose(call, account, what.ToLowerInvariant(), call.Word(1)?.ToLowerInvariant());
        else call.Say($"Write: {Card.Name} {Card.Syntax}");
    }

    private static void Choose(ServiceCall call, Account account, string key, string? value)
    {
        if (call.Node.Ask(call.Client, account, new ChooseSetting(key, value)) is { } refusal) call.Say(ServiceRefusals.WordsFor(refusal, account.Name));
        else call.Say($"{key} is {value ?? "as the server has it"}.");
    }
}
