-- What the service runs, as its log shows it.

SELECT id, status, created_at FROM orders WHERE user_id = :user_id;

SELECT id, product_id, quantity FROM order_items WHERE order_id = :order_id;

SELECT id, name, category, price FROM products WHERE id = :product_id;

SELECT id, name, price FROM products WHERE category = :category;
