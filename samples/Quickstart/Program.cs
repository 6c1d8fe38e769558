using Shop;

var data = new ShopData("shop-data");
if (args.Length == 0)
    return await new Tour(data, Console.Out, new FoldedWriter(Console.Out, width: 80)).RunAsync();

data.CreateOnFirstRun();
var webhook = Environment.GetEnvironmentVariable("SHOP_WEBHOOK_URL");
return await ShopApp.Create(args, data, webhook is null ? null : new Uri(webhook)).RunAsync();
